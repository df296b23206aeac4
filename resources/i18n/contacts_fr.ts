<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>AddressRows</name>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Ajouter une adresse</translation>
        </message>
    </context>
    <context>
        <name>Books</name>
        <message>
            <source>New address book</source>
            <translation>Nouveau carnet</translation>
        </message>
        <message>
            <source>Address book “{name}” created</source>
            <translation>Carnet « {name} » créé</translation>
        </message>
        <message>
            <source>New address book…</source>
            <translation>Nouveau carnet…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Delete with its contacts</source>
            <translation>Supprimer avec ses contacts</translation>
        </message>
        <message>
            <source>Address book “{name}” deleted</source>
            <translation>Carnet « {name} » supprimé</translation>
        </message>
        <message>
            <source>Move to</source>
            <translation>Déplacer vers</translation>
        </message>
        <message>
            <source>Rename the address book</source>
            <translation>Renommer le carnet</translation>
        </message>
        <message>
            <source>Address book renamed “{name}”</source>
            <translation>Carnet renommé « {name} »</translation>
        </message>
        <message>
            <source>Name of the address book</source>
            <translation>Nom du carnet</translation>
        </message>
    </context>
    <context>
        <name>CardEditor</name>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Courriel</translation>
        </message>
        <message>
            <source>Add an e-mail address</source>
            <translation>Ajouter une adresse électronique</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Ajouter un numéro</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussion</translation>
        </message>
        <message>
            <source>Add a chat address</source>
            <translation>Ajouter une adresse de discussion</translation>
        </message>
        <message>
            <source>Web page</source>
            <translation>Page web</translation>
        </message>
        <message>
            <source>Add a web page</source>
            <translation>Ajouter une page web</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Choose a photo…</source>
            <translation>Choisir une photo…</translation>
        </message>
        <message>
            <source>Remove the photo</source>
            <translation>Retirer la photo</translation>
        </message>
        <message>
            <source>Address book</source>
            <translation>Carnet d’adresses</translation>
        </message>
        <message>
            <source>Title before the name</source>
            <translation>Civilité</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>Prénom</translation>
        </message>
        <message>
            <source>Last name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Other first names</source>
            <translation>Autres prénoms</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>Surnom</translation>
        </message>
        <message>
            <source>Shown as</source>
            <translation>Nom affiché</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Fonction</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>Anniversaire</translation>
        </message>
        <message>
            <source>Day/month/year, or day/month</source>
            <translation>Jour/mois/année, ou jour/mois</translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation>Fête ou commémoration</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Catégories</translation>
        </message>
        <message>
            <source>Separated by commas</source>
            <translation>Séparées par des virgules</translation>
        </message>
        <message>
            <source>Edit {name}</source>
            <translation>Modifier {name}</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Nouveau contact</translation>
        </message>
        <message>
            <source>This is no date: 2/12/1984, for instance.</source>
            <translation>Ce n’est pas une date : écrivez par exemple 2/12/1984.</translation>
        </message>
        <message>
            <source>Give at least a name, an e-mail address or a number.</source>
            <translation>Donnez au moins un nom, une adresse ou un numéro.</translation>
        </message>
        <message>
            <source>Changes left aside</source>
            <translation>Modifications laissées de côté</translation>
        </message>
        <message>
            <source>Save them after all</source>
            <translation>Les enregistrer quand même</translation>
        </message>
        <message>
            <source>Choose a photo</source>
            <translation>Choisir une photo</translation>
        </message>
        <message>
            <source>Pictures ({patterns})</source>
            <translation>Images ({patterns})</translation>
        </message>
        <message>
            <source>This file is no picture that can be shown.</source>
            <translation>Ce fichier n’est pas une image que l’on puisse montrer.</translation>
        </message>
    </context>
    <context>
        <name>CardView</name>
        <message>
            <source>Write</source>
            <translation>Écrire</translation>
        </message>
        <message>
            <source>Plan an event</source>
            <translation>Prévoir un rendez-vous</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussion</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Groupes</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus</translation>
        </message>
        <message>
            <source>in {book}</source>
            <translation>dans {book}</translation>
        </message>
        <message numerus="yes">
            <source>%n member(s)</source>
            <translation>
                <numerusform>%n membre</numerusform>
                <numerusform>%n membres</numerusform>
            </translation>
        </message>
        <message>
            <source>Groups and categories</source>
            <translation>Groupes et catégories</translation>
        </message>
        <message>
            <source>Copy {what}</source>
            <translation>Copier {what}</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
    </context>
    <context>
        <name>ConflictPanel</name>
        <message>
            <source>Bring together</source>
            <translation>Réunir</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>Garder les deux</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>Garder la mienne</translation>
        </message>
        <message>
            <source>Keep theirs</source>
            <translation>Garder celle du serveur</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>La mienne</translation>
        </message>
        <message>
            <source>On the server</source>
            <translation>Sur le serveur</translation>
        </message>
        <message>
            <source>Somebody deleted this contact on the server while you were changing it.</source>
            <translation>Quelqu’un a supprimé ce contact sur le serveur pendant que vous le modifiiez.</translation>
        </message>
        <message>
            <source>Somebody changed this contact while you were deleting it.</source>
            <translation>Quelqu’un a modifié ce contact pendant que vous le supprimiez.</translation>
        </message>
        <message>
            <source>You and somebody else changed this contact, in the same places. Nothing was lost: choose what stays.</source>
            <translation>Vous et quelqu’un d’autre avez modifié ce contact aux mêmes endroits. Rien n’est perdu : choisissez ce qui reste.</translation>
        </message>
        <message>
            <source>You and somebody else changed this contact, in different places: both can be brought together.</source>
            <translation>Vous et quelqu’un d’autre avez modifié ce contact à des endroits différents : les deux versions peuvent être réunies.</translation>
        </message>
    </context>
    <context>
        <name>Contact</name>
        <message>
            <source>Name</source>
            <translation>Nom affiché</translation>
        </message>
        <message>
            <source>Title before the name</source>
            <translation>Civilité</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>Prénom</translation>
        </message>
        <message>
            <source>Other first names</source>
            <translation>Autres prénoms</translation>
        </message>
        <message>
            <source>Last name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>Surnom</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Fonction</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Courriel</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussion</translation>
        </message>
        <message>
            <source>Web page</source>
            <translation>Page web</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Catégories</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>Anniversaire</translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation>Fête ou commémoration</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Membres</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Travail</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Domicile</translation>
        </message>
        <message>
            <source>Mobile</source>
            <translation>Mobile</translation>
        </message>
        <message>
            <source>Fax</source>
            <translation>Télécopie</translation>
        </message>
        <message>
            <source>Main</source>
            <translation>Principal</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Autre</translation>
        </message>
        <message>
            <source>Pager</source>
            <translation>Messager</translation>
        </message>
        <message>
            <source>Synchronised</source>
            <translation>Synchronisé</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>En attente d’envoi</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>En cours d’envoi</translation>
        </message>
        <message>
            <source>Sent, without an answer yet</source>
            <translation>Envoyé, sans réponse encore</translation>
        </message>
        <message>
            <source>Refused by the server</source>
            <translation>Refusé par le serveur</translation>
        </message>
        <message>
            <source>Changed by somebody else too</source>
            <translation>Modifié aussi par quelqu’un d’autre</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Brouillon</translation>
        </message>
        <message>
            <source>group</source>
            <translation>groupe</translation>
        </message>
    </context>
    <context>
        <name>ContactMenus</name>
        <message>
            <source>New group…</source>
            <translation>Nouveau groupe…</translation>
        </message>
        <message>
            <source>New address book…</source>
            <translation>Nouveau carnet…</translation>
        </message>
        <message>
            <source>Find duplicates</source>
            <translation>Chercher les doublons</translation>
        </message>
        <message>
            <source>Look up in the directory…</source>
            <translation>Chercher dans l’annuaire…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importer…</translation>
        </message>
        <message>
            <source>Export the list…</source>
            <translation>Exporter la liste…</translation>
        </message>
        <message>
            <source>None of your address books can be written to.</source>
            <translation>Aucun de vos carnets n’est modifiable.</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Écrire</translation>
        </message>
        <message>
            <source>Plan an event</source>
            <translation>Prévoir un rendez-vous</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
    </context>
    <context>
        <name>ContactView</name>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
    </context>
    <context>
        <name>ContactsArea</name>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Filter contacts</source>
            <translation>Filtrer les contacts</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Nouveau contact</translation>
        </message>
        <message>
            <source>Import, export, groups, duplicates</source>
            <translation>Importer, exporter, groupes, doublons</translation>
        </message>
        <message>
            <source>Your contacts will be here</source>
            <translation>Vos contacts seront ici</translation>
        </message>
        <message>
            <source>People, groups and places of the address books of your accounts (CardDAV), kept for offline use.</source>
            <translation>Les personnes, groupes et lieux des carnets d’adresses de vos comptes (CardDAV), gardés ici pour travailler sans réseau.</translation>
        </message>
        <message>
            <source>Add an account</source>
            <translation>Ajouter un compte</translation>
        </message>
        <message>
            <source>No contacts yet</source>
            <translation>Pas encore de contact</translation>
        </message>
        <message>
            <source>Write the first one, or import a file from Outlook, Google or another program.</source>
            <translation>Écrivez le premier, ou importez un fichier d’Outlook, de Google ou d’un autre logiciel.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>Contact saved</source>
            <translation>Contact enregistré</translation>
        </message>
        <message>
            <source>Contact created</source>
            <translation>Contact créé</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) deleted</source>
            <translation>
                <numerusform>%n contact supprimé</numerusform>
                <numerusform>%n contacts supprimés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) moved</source>
            <translation>
                <numerusform>%n contact déplacé</numerusform>
                <numerusform>%n contacts déplacés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) brought together</source>
            <translation>
                <numerusform>%n contact réuni</numerusform>
                <numerusform>%n contacts réunis en un seul</numerusform>
            </translation>
        </message>
        <message>
            <source>Too late to undo</source>
            <translation>Trop tard pour annuler</translation>
        </message>
        <message>
            <source>Undone</source>
            <translation>Annulé</translation>
        </message>
    </context>
    <context>
        <name>DirectoryDialog</name>
        <message>
            <source>Directory</source>
            <translation>Annuaire</translation>
        </message>
        <message>
            <source>Name or address</source>
            <translation>Nom ou adresse</translation>
        </message>
        <message>
            <source>Look somebody up in the directory</source>
            <translation>Chercher une personne dans l’annuaire</translation>
        </message>
        <message>
            <source>People found</source>
            <translation>Personnes trouvées</translation>
        </message>
        <message>
            <source>Write</source>
            <translation type="unfinished">Écrire</translation>
        </message>
        <message>
            <source>Add to contacts</source>
            <translation>Ajouter aux contacts</translation>
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished">Fermer</translation>
        </message>
        <message>
            <source>Type at least three letters of a name.</source>
            <translation>Tapez au moins trois lettres d’un nom.</translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) found</source>
            <translation>
                <numerusform>%n personne trouvée</numerusform>
                <numerusform>%n personnes trouvées</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DuplicateCard</name>
        <message>
            <source>Addresses, numbers, categories and notes of all of them are kept.</source>
            <translation>Les adresses, numéros, catégories et notes de tous sont gardés.</translation>
        </message>
        <message>
            <source>Not the same person</source>
            <translation>Pas la même personne</translation>
        </message>
        <message>
            <source>Bring together</source>
            <translation>Réunir</translation>
        </message>
        <message>
            <source>Perhaps the same: {names}</source>
            <translation>Peut-être la même personne : {names}</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesView</name>
        <message>
            <source>Duplicates</source>
            <translation>Doublons</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>No duplicates</source>
            <translation>Aucun doublon</translation>
        </message>
        <message>
            <source>No two contacts share a name, an address or a number.</source>
            <translation>Aucun contact ne partage un nom, une adresse ou un numéro avec un autre.</translation>
        </message>
        <message numerus="yes">
            <source>%n group(s) of contacts may be the same person.</source>
            <translation>
                <numerusform>%n groupe de contacts désigne peut-être la même personne.</numerusform>
                <numerusform>%n groupes de contacts désignent peut-être la même personne.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Import contacts</source>
            <translation>Importer des contacts</translation>
        </message>
        <message>
            <source>Contacts ({patterns})</source>
            <translation>Contacts ({patterns})</translation>
        </message>
        <message>
            <source>Everything in it was here already.</source>
            <translation>Tout ce qui s’y trouve était déjà là.</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) imported</source>
            <translation>
                <numerusform>%n contact importé</numerusform>
                <numerusform>%n contacts importés</numerusform>
            </translation>
        </message>
        <message>
            <source>vCard (*.vcf)</source>
            <translation>vCard (*.vcf)</translation>
        </message>
        <message>
            <source>Table for a spreadsheet (*.csv)</source>
            <translation>Tableau pour tableur (*.csv)</translation>
        </message>
        <message>
            <source>Table for Outlook in French (*.csv)</source>
            <translation>Tableau pour Outlook en français (*.csv)</translation>
        </message>
        <message>
            <source>Table for Outlook in English (*.csv)</source>
            <translation>Tableau pour Outlook en anglais (*.csv)</translation>
        </message>
        <message>
            <source>Table for Google (*.csv)</source>
            <translation>Tableau pour Google (*.csv)</translation>
        </message>
        <message>
            <source>Export contacts</source>
            <translation>Exporter des contacts</translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) written to {name}</source>
            <translation>
                <numerusform>%n contact écrit dans {name}</numerusform>
                <numerusform>%n contacts écrits dans {name}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroupEditor</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Name of the group</source>
            <translation>Nom du groupe</translation>
        </message>
        <message>
            <source>Address book</source>
            <translation>Carnet d’adresses</translation>
        </message>
        <message>
            <source>Name or address</source>
            <translation>Nom ou adresse</translation>
        </message>
        <message>
            <source>Add somebody</source>
            <translation>Ajouter quelqu’un</translation>
        </message>
        <message>
            <source>Edit {name}</source>
            <translation>Modifier {name}</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>Nouveau groupe</translation>
        </message>
        <message>
            <source>A group needs a name.</source>
            <translation>Un groupe a besoin d’un nom.</translation>
        </message>
        <message>
            <source>Somebody who is not in your address books</source>
            <translation>Quelqu’un qui n’est pas dans vos carnets</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
    </context>
    <context>
        <name>KindBox</name>
        <message>
            <source>Kind of {name}</source>
            <translation>Type : {name}</translation>
        </message>
    </context>
    <context>
        <name>Membership</name>
        <message>
            <source>Groups and categories</source>
            <translation>Groupes et catégories</translation>
        </message>
        <message>
            <source>New category…</source>
            <translation>Nouvelle catégorie…</translation>
        </message>
        <message>
            <source>Put into “{group}”</source>
            <translation>Ajouté à « {group} »</translation>
        </message>
        <message>
            <source>Taken out of “{group}”</source>
            <translation>Retiré de « {group} »</translation>
        </message>
        <message>
            <source>New category</source>
            <translation>Nouvelle catégorie</translation>
        </message>
        <message>
            <source>Name of the category</source>
            <translation>Nom de la catégorie</translation>
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>No contact chosen</source>
            <translation>Aucun contact choisi</translation>
        </message>
        <message>
            <source>Choose somebody on the left.</source>
            <translation>Choisissez quelqu’un à gauche.</translation>
        </message>
        <message>
            <source>They can be written to, put into groups, exported or deleted together.</source>
            <translation>On peut leur écrire, les mettre dans des groupes, les exporter ou les supprimer ensemble.</translation>
        </message>
        <message numerus="yes">
            <source>%n contacts chosen</source>
            <translation>
                <numerusform>%n contact choisi</numerusform>
                <numerusform>%n contacts choisis</numerusform>
            </translation>
        </message>
        <message>
            <source>Write to all</source>
            <translation>Écrire à tous</translation>
        </message>
    </context>
    <context>
        <name>Portrait</name>
        <message>
            <source>Photo of {name}</source>
            <translation>Photo de {name}</translation>
        </message>
    </context>
    <context>
        <name>SourceColumn</name>
        <message>
            <source>Address books and groups</source>
            <translation>Carnets et groupes</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Tous les contacts</translation>
        </message>
        <message>
            <source>Address books</source>
            <translation>Carnets</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Groupes</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Catégories</translation>
        </message>
        <message numerus="yes">
            <source>{name}, %n contact(s)</source>
            <translation>
                <numerusform>{name}, %n contact</numerusform>
                <numerusform>{name}, %n contacts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_AddressRow</name>
        <message>
            <source>Street</source>
            <translation>Rue</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>Code postal</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ville</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Région</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Pays</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Remove the address</source>
            <translation>Retirer l’adresse</translation>
        </message>
    </context>
    <context>
        <name>_ValueRow</name>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
    </context>
</TS>
