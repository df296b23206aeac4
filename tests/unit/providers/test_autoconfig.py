"""Autoconfig files, good and hostile."""

from __future__ import annotations

import pytest

from sync.model.accounts import Security, Service, SignIn
from sync.model.faults import Unreadable
from sync.providers.autoconfig import LARGEST, endpoints, urls

ADDRESS = "alice@exemple.fr"
GOOD = b"""<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="exemple.fr">
    <domain>exemple.fr</domain>
    <incomingServer type="pop3"><hostname>pop.exemple.fr</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
    <incomingServer type="imap"><hostname>nu.exemple.fr</hostname><port>143</port><socketType>plain</socketType></incomingServer>
    <incomingServer type="imap">
      <hostname>IMAP.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
      <authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username>
    </incomingServer>
    <incomingServer type="imap"><hostname>b.exemple.fr</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.exemple.fr</hostname><port>587</port><socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication>
    </outgoingServer>
  </emailProvider>
  <oAuth2><issuer>connexion.exemple.fr</issuer><scope>mail
    offline_access</scope></oAuth2>
</clientConfig>"""


def test_the_first_protected_server_of_each_service_is_taken() -> None:
    imap, smtp = endpoints(GOOD, ADDRESS)
    assert (imap.service, imap.host, imap.port, imap.security) == (Service.MAIL, "imap.exemple.fr", 993, Security.TLS)
    assert (imap.user, imap.sign_in) == ("alice", SignIn.PASSWORD)
    assert (smtp.host, smtp.port, smtp.security) == ("smtp.exemple.fr", 587, Security.STARTTLS)
    assert (smtp.user, smtp.sign_in) == (ADDRESS, SignIn.OAUTH2)
    assert imap.parameters == {}
    assert smtp.parameters == {"issuer": "https://connexion.exemple.fr", "scope": "mail offline_access"}


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html><body>404</body></html>",
        b"<clientConfig>",
        b'<!DOCTYPE clientConfig><clientConfig version="1.1"/>',
        b'<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/passwd">]><clientConfig>&a;</clientConfig>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE c [<!ENTITY a "b">]><clientConfig/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="rot13"?><clientConfig/>',
        b"<clientConfig>" + b" " * LARGEST + b"</clientConfig>",
    ],
)
def test_what_is_not_a_configuration_is_refused(document: bytes) -> None:
    with pytest.raises(Unreadable):
        endpoints(document, ADDRESS)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"IMAP.%EMAILDOMAIN%", b"imap.exemple.fr/x"),
        (b"IMAP.%EMAILDOMAIN%", b"localhost"),
        (b"IMAP.%EMAILDOMAIN%", b"a..fr"),
        (b"<port>993</port><socketType>SSL</socketType>\n", b"<port>99999</port><socketType>SSL</socketType>\n"),
        (b"<port>993</port><socketType>SSL</socketType>\n", b"<port>-1</port><socketType>SSL</socketType>\n"),
    ],
)
def test_a_server_that_makes_no_sense_is_passed_over(good: bytes, bad: bytes) -> None:
    assert endpoints(GOOD.replace(good, bad), ADDRESS)[0].host == "b.exemple.fr"


def test_only_the_domain_is_told_and_only_to_the_domain() -> None:
    assert urls("a+b@exemple.fr") == (
        "https://autoconfig.exemple.fr/mail/config-v1.1.xml?emailaddress=@exemple.fr",
        "https://exemple.fr/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=@exemple.fr",
    )
    assert urls("a+b@exemple.fr", tell_address=True)[0].endswith("?emailaddress=a%2Bb@exemple.fr")
