"""OpenLDAP on loopback with a folder of its own: slapd as a process of the test, never the system's daemon."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.ports import HOST, free_ports, open_folder, wait_for

SLAPD, SLAPADD = "/usr/sbin/slapd", "/usr/sbin/slapadd"
BASE = "dc=exemple,dc=fr"
ALICE, PASSWORD = "alice", "clé «été» & 7%"
_PEOPLE = (
    ("claire.morvan", "Claire Morvan", "Claire", "Morvan", "Inspectrice ICPE", "DREAL Bretagne"),
    ("erwan.legoff", "Erwan Le Goff", "Erwan", "Le Goff", "Chef d’unité", "DREAL Bretagne"),
    ("elodie.martin-duval", "Élodie Martin-Duval", "Élodie", "Martin-Duval", "Juriste", "Préfecture 35"),
    ("star", "Étoile * (test)", "Étoile", "* (test)", "", ""),
)


@dataclass(frozen=True)
class Directory:
    """A running slapd: people below `BASE`; `crowd` more are called « Personne 0001 » and so on."""

    port: int
    tls_port: int
    folder: Path
    authority: Authority


def installed() -> bool:
    """Whether slapd can be run here."""
    return Path(SLAPD).exists()


@contextlib.contextmanager
def running_directory(crowd: int = 0) -> Iterator[Directory]:
    """Start a slapd and stop it at the end."""
    with open_folder("directory") as folder:
        authority = Authority(folder)
        good = authority.good()
        port, tls_port = free_ports(2)
        (folder / "data").mkdir()
        schemas = "\n".join(f"include /etc/ldap/schema/{name}.schema" for name in ("core", "cosine", "inetorgperson"))
        (folder / "slapd.conf").write_text(
            f"{schemas}\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile {folder}/pid\n"
            f"TLSCertificateFile {good.chain}\nTLSCertificateKeyFile {good.key}\n"
            "sizelimit 50\nsecurity simple_bind=1\ndisallow bind_anon\nrequire bind\n"
            f'database mdb\nsuffix "{BASE}"\ndirectory {folder}/data\nmaxsize 104857600\n'
            "index mail,cn,sn,givenName,uid eq,sub\n"
            "access to attrs=userPassword by anonymous auth by * none\naccess to * by users read by * none\n"
        )
        (folder / "people.ldif").write_text(_ldif(crowd), encoding="utf-8")
        command = [SLAPADD, "-q", "-f", f"{folder}/slapd.conf", "-l", f"{folder}/people.ldif"]
        subprocess.run(command, check=True, capture_output=True)
        user = []
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in (folder, *folder.rglob("*")):
                os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
            user = ["-u", "nobody", "-g", "nogroup"]
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(
                [SLAPD, "-d", "0", *user, "-f", f"{folder}/slapd.conf", "-h", f"ldap://{HOST}:{port}/ ldaps://{HOST}:{tls_port}/"],
                stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
            try:
                wait_for(port)
                wait_for(tls_port)
                yield Directory(port, tls_port, folder, authority)
            finally:
                process.terminate()
                process.wait()
                shutil.rmtree(folder / "data", ignore_errors=True)


def _ldif(crowd: int) -> str:
    parts = [
        f"dn: {BASE}\nobjectClass: organization\nobjectClass: dcObject\no: Exemple\ndc: exemple\n",
        f"dn: ou=people,{BASE}\nobjectClass: organizationalUnit\nou: people\n",
        _person(ALICE, "Alice Moreau", "Alice", "Moreau", "", "", PASSWORD),
        *(_person(*one) for one in _PEOPLE),
        *(_person(f"p{number:04}", f"Personne {number:04}", "Personne", f"{number:04}", "", "") for number in range(crowd)),
    ]
    return "\n".join(parts)


def _person(uid: str, name: str, given: str, family: str, title: str, unit: str, password: str = "") -> str:
    lines = [
        f"dn: uid={uid},ou=people,{BASE}", "objectClass: inetOrgPerson", f"uid: {uid}", f"cn: {name}", f"givenName: {given}",
        f"sn: {family}", f"mail: {uid}@exemple.fr", "telephoneNumber: +33 2 99 00 00 00",
    ]  # fmt: skip
    lines += [f"title: {title}"] if title else []
    lines += [f"ou: {unit}"] if unit else []
    lines += [f"userPassword: {password}"] if password else []
    return "\n".join(lines) + "\n"
