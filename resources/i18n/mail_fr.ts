<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
    <context>
        <name>AbsencePage</name>
        <message>
            <source>Absence</source>
            <translation>Absence</translation>
        </message>
        <message>
            <source>Answer those who write to me while I am away</source>
            <translation>Répondre à ceux qui m’écrivent pendant mon absence</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Until (included)</source>
            <translation>Jusqu’au (inclus)</translation>
        </message>
        <message>
            <source>Empty: the one of the message that is answered.</source>
            <translation>Vide : celui du message auquel on répond.</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Réponse</translation>
        </message>
        <message>
            <source>The same person is answered again after</source>
            <translation>Répondre encore à la même personne après</translation>
        </message>
        <message>
            <source>Days before the same person is answered again</source>
            <translation>Jours avant de répondre encore à la même personne</translation>
        </message>
        <message>
            <source>days</source>
            <translation>jours</translation>
        </message>
        <message>
            <source>Keep the absence</source>
            <translation>Enregistrer l’absence</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Question au serveur…</translation>
        </message>
        <message>
            <source>This server cannot answer while you are away, as far as Écritoire can tell.</source>
            <translation>Ce serveur ne sait pas répondre pendant votre absence, pour autant qu’Écritoire puisse le savoir.</translation>
        </message>
        <message>
            <source>The script “{name}”, of another program, says more than plain rules: change the absence there.</source>
            <translation>Le script « {name} », d’un autre programme, dit plus que des règles simples : changez-y l’absence.</translation>
        </message>
        <message>
            <source>Your changes leave for the server as soon as it can be reached.</source>
            <translation>Vos changements partiront vers le serveur dès qu’il sera joignable.</translation>
        </message>
        <message>
            <source>Write the answer first.</source>
            <translation>Écrivez d’abord la réponse.</translation>
        </message>
        <message>
            <source>The last day is before the first one.</source>
            <translation>Le dernier jour précède le premier.</translation>
        </message>
    </context>
    <context>
        <name>ActionLine</name>
        <message>
            <source>What is done</source>
            <translation>Ce qui est fait</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Étiquette</translation>
        </message>
        <message>
            <source>Address to send on to</source>
            <translation>Adresse à laquelle transmettre</translation>
        </message>
        <message>
            <source>Take this deed away</source>
            <translation>Retirer cette action</translation>
        </message>
    </context>
    <context>
        <name>AttachedFiles</name>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
    </context>
    <context>
        <name>AttachmentFiles</name>
        <message>
            <source>Open attachment</source>
            <translation>Ouvrir la pièce jointe</translation>
        </message>
        <message>
            <source>Open anyway</source>
            <translation>Ouvrir quand même</translation>
        </message>
        <message>
            <source>{name} is a program. Opening it can harm this computer. Open it only if you expected it.</source>
            <translation>{name} est un programme. L’ouvrir peut endommager ce poste. Ne l’ouvrez que si vous l’attendiez.</translation>
        </message>
        <message>
            <source>{name} may contain macros. Open it only if you know the sender and expected it.</source>
            <translation>{name} peut contenir des macros. Ne l’ouvrez que si vous connaissez l’expéditeur et attendiez ce fichier.</translation>
        </message>
        <message>
            <source>{name} is a web page that opens in your browser and may imitate a site you know.</source>
            <translation>{name} est une page web qui s’ouvre dans votre navigateur et peut imiter un site que vous connaissez.</translation>
        </message>
        <message>
            <source>Save attachment</source>
            <translation>Enregistrer la pièce jointe</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Enregistré : {name}</translation>
        </message>
        <message>
            <source>Save to a drive</source>
            <translation>Enregistrer dans un espace de fichiers</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Saved to the drive: {name}</source>
            <translation>Enregistré dans l’espace de fichiers : {name}</translation>
        </message>
        <message>
            <source>Save all attachments</source>
            <translation>Enregistrer toutes les pièces jointes</translation>
        </message>
        <message numerus="yes">
            <source>%n attachment(s) saved</source>
            <translation>
                <numerusform>%n pièce jointe enregistrée</numerusform>
                <numerusform>%n pièces jointes enregistrées</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AttachmentStrip</name>
        <message>
            <source>Save all…</source>
            <translation>Tout enregistrer…</translation>
        </message>
        <message numerus="yes">
            <source>%n attachment(s)</source>
            <translation>
                <numerusform>%n pièce jointe</numerusform>
                <numerusform>%n pièces jointes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CarryingPage</name>
        <message>
            <source>Move in and out</source>
            <translation>Emménager, emporter</translation>
        </message>
        <message>
            <source>Take in mail of another program</source>
            <translation>Importer le courrier d’un autre logiciel</translation>
        </message>
        <message>
            <source>A mailbox file (mbox), a folder (Maildir, .eml files) or a whole profile of Thunderbird. Folders, dates, flags, tags and attachments come along; messages reach the server through the outbox. Stopped, it goes on where it was.</source>
            <translation>Un fichier de courrier (mbox), un dossier (Maildir, fichiers .eml) ou un profil Thunderbird entier. Dossiers, dates, marques, étiquettes et pièces jointes suivent ; les messages gagnent le serveur par la boîte d’envoi. Arrêté, l’import reprend où il en était.</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Avancement</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Choisir un fichier…</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Choisir un dossier…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Write mail to files</source>
            <translation>Écrire le courrier dans des fichiers</translation>
        </message>
        <message>
            <source>Every folder of this account, in a form that other programs read. Messages that are not here are fetched.</source>
            <translation>Tous les dossiers de ce compte, sous une forme que d’autres logiciels lisent. Les messages qui ne sont pas ici sont rapatriés.</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Forme</translation>
        </message>
        <message>
            <source>mbox: one file for each folder</source>
            <translation>mbox : un fichier par dossier</translation>
        </message>
        <message>
            <source>Maildir: one file for each message, with flags</source>
            <translation>Maildir : un fichier par message, avec ses marques</translation>
        </message>
        <message>
            <source>EML: one file for each message</source>
            <translation>EML : un fichier par message</translation>
        </message>
        <message>
            <source>Write to files…</source>
            <translation>Écrire dans des fichiers…</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) taken in</source>
            <translation>
                <numerusform>%n message importé</numerusform>
                <numerusform>%n messages importés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted, empty or unreadable one(s) left out</source>
            <translation>
                <numerusform>%n message effacé, vide ou illisible laissé de côté</numerusform>
                <numerusform>%n messages effacés, vides ou illisibles laissés de côté</numerusform>
            </translation>
        </message>
        <message>
            <source>too large</source>
            <translation>trop grand</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>vide</translation>
        </message>
        <message>
            <source>the file cannot be read</source>
            <translation>le fichier ne peut pas être lu</translation>
        </message>
        <message>
            <source>{folder}, message {number}: {reason}</source>
            <translation>{folder}, message {number} : {reason}</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Écriture en cours…</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) written to {path}</source>
            <translation>
                <numerusform>%n message écrit dans {path}</numerusform>
                <numerusform>%n messages écrits dans {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be had and is/are missing</source>
            <translation>
                <numerusform>%n message n’a pas pu être obtenu et manque</numerusform>
                <numerusform>%n messages n’ont pas pu être obtenus et manquent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Cc</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Cci</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>Send (Ctrl+Enter)</source>
            <translation>Envoyer (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>Attach files (Ctrl+Shift+A)</source>
            <translation>Joindre des fichiers (Ctrl+Maj+A)</translation>
        </message>
        <message>
            <source>Attach files</source>
            <translation>Joindre des fichiers</translation>
        </message>
        <message>
            <source>Attach from a drive</source>
            <translation>Joindre depuis un espace de fichiers</translation>
        </message>
        <message>
            <source>Throw this draft away</source>
            <translation>Jeter ce brouillon</translation>
        </message>
        <message>
            <source>Cc, Bcc</source>
            <translation>Cc, Cci</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>Nouveau message</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>Brouillon enregistré</translation>
        </message>
        <message>
            <source>Attach</source>
            <translation>Joindre</translation>
        </message>
        <message>
            <source>Sharing {name}…</source>
            <translation>Partage de {name}…</translation>
        </message>
        <message>
            <source>{name} is a folder: attach its files.</source>
            <translation>{name} est un dossier : joignez ses fichiers.</translation>
        </message>
        <message>
            <source>Attaching {name}…</source>
            <translation>Ajout de {name}…</translation>
        </message>
        <message>
            <source>The attachments weigh {size}. Many servers refuse messages above {limit}.</source>
            <translation>Les pièces jointes pèsent {size}. Beaucoup de serveurs refusent les messages de plus de {limit}.</translation>
        </message>
        <message>
            <source>Share them by a link instead</source>
            <translation>Les partager plutôt par un lien</translation>
        </message>
        <message>
            <source>Template kept</source>
            <translation>Modèle enregistré</translation>
        </message>
        <message>
            <source>Not a valid address: {addresses}. Correct or remove it.</source>
            <translation>Adresse non valable : {addresses}. Corrigez-la ou retirez-la.</translation>
        </message>
        <message>
            <source>Write at least one recipient.</source>
            <translation>Indiquez au moins un destinataire.</translation>
        </message>
        <message>
            <source>Choose Send again to send it as it is.</source>
            <translation>Choisissez de nouveau Envoyer pour l’envoyer ainsi.</translation>
        </message>
        <message>
            <source>The message speaks of an attachment, but there is none.</source>
            <translation>Le message parle d’une pièce jointe, mais il n’y en a pas.</translation>
        </message>
        <message>
            <source>Attach…</source>
            <translation>Joindre…</translation>
        </message>
        <message>
            <source>Fields of a template are still open: {fields}.</source>
            <translation>Des champs du modèle restent à remplir : {fields}.</translation>
        </message>
        <message>
            <source>The message has no subject.</source>
            <translation>Le message n’a pas d’objet.</translation>
        </message>
    </context>
    <context>
        <name>ConditionLine</name>
        <message>
            <source>What is looked at</source>
            <translation>Ce qui est examiné</translation>
        </message>
        <message>
            <source>Header field</source>
            <translation>Champ d’en-tête</translation>
        </message>
        <message>
            <source>How it is compared</source>
            <translation>Comparaison</translation>
        </message>
        <message>
            <source>Text to look for</source>
            <translation>Texte cherché</translation>
        </message>
        <message>
            <source>Take this condition away</source>
            <translation>Retirer cette condition</translation>
        </message>
    </context>
    <context>
        <name>ConversationStrip</name>
        <message>
            <source>Messages of this conversation</source>
            <translation>Messages de cette conversation</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Add a mail account first.</source>
            <translation>Ajoutez d’abord un compte de courrier.</translation>
        </message>
        <message>
            <source>Fwd</source>
            <translation>Tr</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) you were writing were kept.</source>
            <translation>
                <numerusform>Un message en cours d’écriture a été gardé.</numerusform>
                <numerusform>%n messages en cours d’écriture ont été gardés.</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Message on its way</source>
            <translation>Message en cours d’envoi</translation>
        </message>
        <message>
            <source>Leaves on {date}</source>
            <translation>Part le {date}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Too late: the message has left.</source>
            <translation>Trop tard : le message est parti.</translation>
        </message>
        <message>
            <source>Draft thrown away</source>
            <translation>Brouillon jeté</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>Brouillon enregistré</translation>
        </message>
        <message>
            <source>A message was not accepted by the server. It is kept in the outbox.</source>
            <translation>Un message n’a pas été accepté par le serveur. Il est gardé dans la boîte d’envoi.</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>On {day} at {time}, {who} wrote:</source>
            <translation>Le {day} à {time}, {who} a écrit :</translation>
        </message>
        <message>
            <source>{who} wrote:</source>
            <translation>{who} a écrit :</translation>
        </message>
        <message>
            <source>Forwarded message</source>
            <translation>Message transféré</translation>
        </message>
        <message>
            <source>From: </source>
            <translation>De : </translation>
        </message>
        <message>
            <source>Date: </source>
            <translation>Date : </translation>
        </message>
        <message>
            <source>To: </source>
            <translation>À : </translation>
        </message>
        <message>
            <source>Cc: </source>
            <translation>Cc : </translation>
        </message>
        <message>
            <source>Subject: </source>
            <translation>Objet : </translation>
        </message>
    </context>
    <context>
        <name>EnclosureCards</name>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Où</translation>
        </message>
        <message>
            <source>Organizer</source>
            <translation>Organisateur</translation>
        </message>
        <message>
            <source>Invited</source>
            <translation>Invités</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Commentaire</translation>
        </message>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Rejoindre</translation>
        </message>
        <message>
            <source>Join {title}</source>
            <translation>Rejoindre {title}</translation>
        </message>
        <message>
            <source>Accept this time</source>
            <translation>Accepter cet horaire</translation>
        </message>
        <message>
            <source>Accept the time proposed for {title}</source>
            <translation>Accepter l’horaire proposé pour {title}</translation>
        </message>
        <message>
            <source>Keep the time</source>
            <translation>Garder l’horaire</translation>
        </message>
        <message>
            <source>Keep the time of {title}: decline the proposal</source>
            <translation>Garder l’horaire de {title} : décliner la proposition</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Accept {title}</source>
            <translation>Accepter {title}</translation>
        </message>
        <message>
            <source>Maybe</source>
            <translation>Peut-être</translation>
        </message>
        <message>
            <source>Accept {title} with reservations</source>
            <translation>Accepter {title} sous réserve</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Décliner</translation>
        </message>
        <message>
            <source>Decline {title}</source>
            <translation>Décliner {title}</translation>
        </message>
        <message>
            <source>Note in the calendar</source>
            <translation>Noter dans l’agenda</translation>
        </message>
        <message>
            <source>Note in the calendar: {title}</source>
            <translation>Noter dans l’agenda : {title}</translation>
        </message>
        <message>
            <source>{name} accepts</source>
            <translation>{name} accepte</translation>
        </message>
        <message>
            <source>{name} declines</source>
            <translation>{name} décline</translation>
        </message>
        <message>
            <source>{name} accepts with reservations</source>
            <translation>{name} accepte sous réserve</translation>
        </message>
        <message>
            <source>Answer of {name}</source>
            <translation>Réponse de {name}</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Invitation</translation>
        </message>
        <message>
            <source>Called off</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>Another time is proposed</source>
            <translation>Un autre horaire est proposé</translation>
        </message>
        <message>
            <source>The proposed time is declined</source>
            <translation>L’horaire proposé est décliné</translation>
        </message>
        <message>
            <source>Asks for the invitation again</source>
            <translation>Redemande l’invitation</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Événement</translation>
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>et %n autre</numerusform>
                <numerusform>et %n autres</numerusform>
            </translation>
        </message>
        <message>
            <source>and again</source>
            <translation>et de nouveau</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Business card</source>
            <translation>Carte de visite</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(sans nom)</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Écrire</translation>
        </message>
        <message>
            <source>Write to {name}</source>
            <translation>Écrire à {name}</translation>
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>Inbox</source>
            <translation>Réception</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Brouillons</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Envoyés</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archives</translation>
        </message>
        <message>
            <source>Junk</source>
            <translation>Indésirables</translation>
        </message>
        <message>
            <source>Bin</source>
            <translation>Corbeille</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Suivis</translation>
        </message>
        <message>
            <source>All mail</source>
            <translation>Tous les messages</translation>
        </message>
        <message>
            <source>Put off</source>
            <translation>Reportés</translation>
        </message>
        <message>
            <source>All inboxes</source>
            <translation>Toutes les boîtes</translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n non lu</numerusform>
                <numerusform>%n non lus</numerusform>
            </translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoris</translation>
        </message>
        <message>
            <source>Saved searches</source>
            <translation>Recherches enregistrées</translation>
        </message>
    </context>
    <context>
        <name>FolderView</name>
        <message>
            <source>Folders</source>
            <translation>Dossiers</translation>
        </message>
        <message>
            <source>Mark all as read</source>
            <translation>Tout marquer comme lu</translation>
        </message>
        <message>
            <source>New folder…</source>
            <translation>Nouveau dossier…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Forget this search</source>
            <translation>Oublier cette recherche</translation>
        </message>
        <message>
            <source>Take out of the favourites</source>
            <translation>Retirer des favoris</translation>
        </message>
        <message>
            <source>Add to the favourites</source>
            <translation>Ajouter aux favoris</translation>
        </message>
        <message>
            <source>Delete folder</source>
            <translation>Supprimer le dossier</translation>
        </message>
        <message>
            <source>Empty {name}</source>
            <translation>Vider {name}</translation>
        </message>
        <message>
            <source>New folder</source>
            <translation>Nouveau dossier</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Enregistrer cette recherche</translation>
        </message>
        <message>
            <source>Rename this search</source>
            <translation>Renommer cette recherche</translation>
        </message>
        <message>
            <source>Rename folder</source>
            <translation>Renommer le dossier</translation>
        </message>
        <message>
            <source>Delete {name} and the messages in it?</source>
            <translation>Supprimer {name} et les messages qu’il contient ?</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
    </context>
    <context>
        <name>FormatBar</name>
        <message>
            <source>Bold</source>
            <translation>Gras</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>Italique</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Souligné</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Couleur</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Numbered list</source>
            <translation>Liste numérotée</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Citer</translation>
        </message>
        <message>
            <source>Quote less</source>
            <translation>Citer moins</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Lien…</translation>
        </message>
        <message>
            <source>Remove formatting</source>
            <translation>Effacer la mise en forme</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>Petit</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>Grand</translation>
        </message>
        <message>
            <source>Huge</source>
            <translation>Très grand</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>Noir</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rouge</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Brun</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Vert</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Bleu</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Violet</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Gris</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Lien</translation>
        </message>
        <message>
            <source>Web or mail address</source>
            <translation>Adresse web ou de courriel</translation>
        </message>
        <message>
            <source>This is neither a web nor a mail address.</source>
            <translation>Ce n’est ni une adresse web, ni une adresse de courriel.</translation>
        </message>
    </context>
    <context>
        <name>IdentitiesPage</name>
        <message>
            <source>Identities and signatures</source>
            <translation>Identités et signatures</translation>
        </message>
        <message>
            <source>You answer as whoever a message was written to. The first one is used for new messages.</source>
            <translation>Vous répondez en tant que le destinataire du message reçu. La première sert aux nouveaux messages.</translation>
        </message>
        <message>
            <source>Add an identity…</source>
            <translation>Ajouter une identité…</translation>
        </message>
        <message>
            <source>the usual one</source>
            <translation>l’habituelle</translation>
        </message>
        <message>
            <source>on behalf</source>
            <translation>de la part de</translation>
        </message>
        <message>
            <source>Use first</source>
            <translation>Utiliser en premier</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifier…</translation>
        </message>
        <message>
            <source>{owner} shares mailboxes with you, into which you may write.</source>
            <translation>{owner} partage avec vous des boîtes où vous pouvez écrire.</translation>
        </message>
        <message>
            <source>Write for {owner}…</source>
            <translation>Écrire pour {owner}…</translation>
        </message>
        <message>
            <source>Identities kept.</source>
            <translation>Identités enregistrées.</translation>
        </message>
    </context>
    <context>
        <name>IdentityForm</name>
        <message>
            <source>Write on behalf of this address (yours is named as the sender)</source>
            <translation>Écrire de la part de cette adresse (la vôtre est nommée comme expéditeur)</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>Your name, your post, your service…</source>
            <translation>Votre nom, votre fonction, votre service…</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Answers go to</source>
            <translation>Réponses à envoyer à</translation>
        </message>
        <message>
            <source>Leave it empty for the address above.</source>
            <translation>Laissez vide pour l’adresse ci-dessus.</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Votre nom</translation>
        </message>
        <message>
            <source>As the people you write to will read it.</source>
            <translation>Tel que vos correspondants le liront.</translation>
        </message>
        <message>
            <source>Name of the identity</source>
            <translation>Nom de l’identité</translation>
        </message>
        <message>
            <source>For yourself: Service, Short signature…</source>
            <translation>Pour vous-même : Service, Signature courte…</translation>
        </message>
        <message>
            <source>Keep this identity</source>
            <translation>Enregistrer cette identité</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>This is not a mail address.</source>
            <translation>Ce n’est pas une adresse de courriel.</translation>
        </message>
    </context>
    <context>
        <name>Intents</name>
        <message>
            <source>Back on {date}</source>
            <translation>De retour le {date}</translation>
        </message>
        <message>
            <source>You will be reminded on {date}</source>
            <translation>Rappel prévu le {date}</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved</source>
            <translation>
                <numerusform>%n message déplacé</numerusform>
                <numerusform>%n messages déplacés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) copied</source>
            <translation>
                <numerusform>%n message copié</numerusform>
                <numerusform>%n messages copiés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) archived</source>
            <translation>
                <numerusform>%n message archivé</numerusform>
                <numerusform>%n messages archivés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to junk</source>
            <translation>
                <numerusform>%n message mis dans les indésirables</numerusform>
                <numerusform>%n messages mis dans les indésirables</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to the inbox</source>
            <translation>
                <numerusform>%n message remis dans la réception</numerusform>
                <numerusform>%n messages remis dans la réception</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) deleted for good</source>
            <translation>
                <numerusform>%n message supprimé définitivement</numerusform>
                <numerusform>%n messages supprimés définitivement</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) moved to the bin</source>
            <translation>
                <numerusform>%n message mis à la corbeille</numerusform>
                <numerusform>%n messages mis à la corbeille</numerusform>
            </translation>
        </message>
        <message>
            <source>Folder {name} deleted</source>
            <translation>Dossier {name} supprimé</translation>
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
        <name>InvitationAnswers</name>
        <message>
            <source>Accepted: {title}</source>
            <translation>Accepté : {title}</translation>
        </message>
        <message>
            <source>{me} accepts the invitation.</source>
            <translation>{me} accepte l’invitation.</translation>
        </message>
        <message>
            <source>Maybe: {title}</source>
            <translation>Peut-être : {title}</translation>
        </message>
        <message>
            <source>{me} accepts the invitation with reservations.</source>
            <translation>{me} accepte l’invitation sous réserve.</translation>
        </message>
        <message>
            <source>Declined: {title}</source>
            <translation>Décliné : {title}</translation>
        </message>
        <message>
            <source>{me} declines the invitation.</source>
            <translation>{me} décline l’invitation.</translation>
        </message>
        <message>
            <source>Your answer is kept and on its way.</source>
            <translation>Votre réponse est gardée et part.</translation>
        </message>
        <message>
            <source>New time: {title}</source>
            <translation>Nouvel horaire : {title}</translation>
        </message>
        <message>
            <source>The time that was proposed is accepted.</source>
            <translation>L’horaire proposé est accepté.</translation>
        </message>
        <message>
            <source>The time stays: {title}</source>
            <translation>Horaire maintenu : {title}</translation>
        </message>
        <message>
            <source>The time that was proposed does not suit; it stays as it is.</source>
            <translation>L’horaire proposé ne convient pas ; le rendez-vous reste comme prévu.</translation>
        </message>
        <message>
            <source>The event has its new time, and everybody is told.</source>
            <translation>Le rendez-vous a son nouvel horaire et tout le monde est prévenu.</translation>
        </message>
        <message>
            <source>It is noted in the calendar.</source>
            <translation>C’est noté dans l’agenda.</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>Keys</source>
            <translation>Clés</translation>
        </message>
        <message>
            <source>Passphrase of the file</source>
            <translation>Phrase secrète du fichier</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Import a file of keys…</source>
            <translation>Importer un fichier de clés…</translation>
        </message>
        <message>
            <source>My keys</source>
            <translation>Mes clés</translation>
        </message>
        <message>
            <source>No key of yours yet</source>
            <translation>Aucune clé à vous pour l’instant</translation>
        </message>
        <message>
            <source>Keys of others</source>
            <translation>Clés d’autres personnes</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Retirer…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Certificates (S/MIME) are kept in the encrypted store of this computer and never leave it by themselves; those of people who write to you signed are kept by themselves once they are trusted. OpenPGP keys are those of GnuPG.</source>
            <translation>Les certificats (S/MIME) sont gardés dans le coffre chiffré de ce poste et n’en sortent jamais d’eux-mêmes ; ceux des personnes qui vous écrivent en signant sont gardés d’eux-mêmes dès qu’ils sont dignes de confiance. Les clés OpenPGP sont celles de GnuPG.</translation>
        </message>
        <message>
            <source>Do not trust</source>
            <translation>Ne plus faire confiance</translation>
        </message>
        <message>
            <source>Trust</source>
            <translation>Faire confiance</translation>
        </message>
        <message>
            <source>kept by GnuPG</source>
            <translation>gardée par GnuPG</translation>
        </message>
        <message>
            <source>valid until {date}</source>
            <translation>valable jusqu’au {date}</translation>
        </message>
        <message>
            <source>not trusted</source>
            <translation>sans confiance</translation>
        </message>
        <message>
            <source>Keys and certificates ({patterns})</source>
            <translation>Clés et certificats ({patterns})</translation>
        </message>
        <message>
            <source>Import keys</source>
            <translation>Importer des clés</translation>
        </message>
        <message>
            <source>This file cannot be read.</source>
            <translation>Ce fichier ne peut pas être lu.</translation>
        </message>
        <message>
            <source>This passphrase does not open the file.</source>
            <translation>Cette phrase secrète n’ouvre pas le fichier.</translation>
        </message>
        <message numerus="yes">
            <source>%n key(s) imported</source>
            <translation>
                <numerusform>%n clé importée</numerusform>
                <numerusform>%n clés importées</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove the key of {name}?</source>
            <translation>Retirer la clé de {name} ?</translation>
        </message>
        <message>
            <source>Letters that were encrypted for it can no longer be read here.</source>
            <translation>Les lettres chiffrées pour elle ne pourront plus être lues ici.</translation>
        </message>
        <message>
            <source>Remove a key</source>
            <translation>Retirer une clé</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Export what others may have</source>
            <translation>Exporter ce que les autres peuvent avoir</translation>
        </message>
        <message>
            <source>This file cannot be written.</source>
            <translation>Ce fichier ne peut pas être écrit.</translation>
        </message>
        <message>
            <source>Saved to {name}</source>
            <translation>Enregistré dans {name}</translation>
        </message>
    </context>
    <context>
        <name>LetterEditor</name>
        <message>
            <source>Message text</source>
            <translation>Texte du message</translation>
        </message>
        <message>
            <source>Write your message</source>
            <translation>Écrivez votre message</translation>
        </message>
    </context>
    <context>
        <name>LetterHeader</name>
        <message>
            <source>Show all recipients</source>
            <translation>Afficher tous les destinataires</translation>
        </message>
        <message>
            <source>This sender is not of your organisation</source>
            <translation>Cet expéditeur n’est pas de votre organisation</translation>
        </message>
        <message>
            <source>Unsubscribe</source>
            <translation>Se désabonner</translation>
        </message>
        <message>
            <source>Leave the list that sent this message</source>
            <translation>Quitter la liste qui a envoyé ce message</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>To: {names}</source>
            <translation>À : {names}</translation>
        </message>
        <message>
            <source>External</source>
            <translation>Extérieur</translation>
        </message>
        <message>
            <source>(no sender)</source>
            <translation>(sans expéditeur)</translation>
        </message>
        <message>
            <source>The name shows {shown}, but this message comes from {true}.</source>
            <translation>Le nom affiche {shown}, mais ce message vient de {true}.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Cc</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Cci</translation>
        </message>
        <message>
            <source>Reply to</source>
            <translation>Répondre à</translation>
        </message>
        <message>
            <source>Origin</source>
            <translation>Origine</translation>
        </message>
    </context>
    <context>
        <name>Letters</name>
        <message numerus="yes">
            <source>%n letter(s) on their way</source>
            <translation>
                <numerusform>%n lettre en route</numerusform>
                <numerusform>%n lettres en route</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) taken back</source>
            <translation>
                <numerusform>%n lettre reprise</numerusform>
                <numerusform>%n lettres reprises</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had left already</source>
            <translation>
                <numerusform>%n était déjà partie</numerusform>
                <numerusform>%n étaient déjà parties</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LinkOpener</name>
        <message>
            <source>This link was not opened: it is neither a web nor a mail address.</source>
            <translation>Ce lien n’a pas été ouvert : ce n’est ni une adresse web, ni une adresse de courriel.</translation>
        </message>
        <message>
            <source>The text of this link shows {shown}, but it leads to {true}.</source>
            <translation>Le texte de ce lien affiche {shown}, mais il mène à {true}.</translation>
        </message>
        <message>
            <source>Misleading link</source>
            <translation>Lien trompeur</translation>
        </message>
        <message>
            <source>Criminals do this to imitate sites you know. Do not enter a password there.</source>
            <translation>Des escrocs procèdent ainsi pour imiter des sites que vous connaissez. N’y saisissez aucun mot de passe.</translation>
        </message>
        <message>
            <source>Open {host}</source>
            <translation>Ouvrir {host}</translation>
        </message>
    </context>
    <context>
        <name>ListBar</name>
        <message>
            <source>Show or hide the folders</source>
            <translation>Afficher ou masquer les dossiers</translation>
        </message>
        <message>
            <source>Sort and group</source>
            <translation>Trier et grouper</translation>
        </message>
        <message>
            <source>New message (Ctrl+N)</source>
            <translation>Nouveau message (Ctrl+N)</translation>
        </message>
        <message>
            <source>Sort</source>
            <translation>Trier</translation>
        </message>
        <message>
            <source>By date</source>
            <translation>Par date</translation>
        </message>
        <message>
            <source>Unread first</source>
            <translation>Non lus d’abord</translation>
        </message>
        <message>
            <source>Flagged first</source>
            <translation>Suivis d’abord</translation>
        </message>
        <message>
            <source>With attachments first</source>
            <translation>Avec pièce jointe d’abord</translation>
        </message>
        <message>
            <source>Group into conversations</source>
            <translation>Grouper en conversations</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s)</source>
            <translation>
                <numerusform>%n message</numerusform>
                <numerusform>%n messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>All mail</source>
            <translation>Tous les messages</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Aucun résultat</translation>
        </message>
        <message>
            <source>Try fewer or shorter words.</source>
            <translation>Essayez avec moins de mots, ou des mots plus courts.</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Effacer la recherche</translation>
        </message>
        <message>
            <source>No message matches the filter</source>
            <translation>Aucun message ne correspond au filtre</translation>
        </message>
        <message>
            <source>Show all messages</source>
            <translation>Afficher tous les messages</translation>
        </message>
        <message>
            <source>Nothing is put off</source>
            <translation>Rien n’est reporté</translation>
        </message>
        <message>
            <source>Your inbox is empty</source>
            <translation>Votre boîte de réception est vide</translation>
        </message>
        <message>
            <source>New messages appear here by themselves.</source>
            <translation>Les nouveaux messages arrivent ici d’eux-mêmes.</translation>
        </message>
        <message>
            <source>No drafts</source>
            <translation>Aucun brouillon</translation>
        </message>
        <message>
            <source>What you begin to write is kept here.</source>
            <translation>Ce que vous commencez à écrire est gardé ici.</translation>
        </message>
        <message>
            <source>This folder is empty</source>
            <translation>Ce dossier est vide</translation>
        </message>
        <message>
            <source>No mail account yet</source>
            <translation>Aucun compte de courrier</translation>
        </message>
        <message>
            <source>Add one to read and write messages here.</source>
            <translation>Ajoutez-en un pour lire et écrire vos messages ici.</translation>
        </message>
    </context>
    <context>
        <name>MailArea</name>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>Nouveau message</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Répondre à tous</translation>
        </message>
        <message>
            <source>Reply to the list</source>
            <translation>Répondre à la liste</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Transférer</translation>
        </message>
        <message>
            <source>Redirect…</source>
            <translation>Rediriger…</translation>
        </message>
        <message>
            <source>Edit as new message</source>
            <translation>Reprendre comme nouveau message</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archiver</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Junk</source>
            <translation>Indésirable</translation>
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation>Marquer comme lu ou non lu</translation>
        </message>
        <message>
            <source>Flag or unflag</source>
            <translation>Suivre ou ne plus suivre</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>Épingler ou détacher</translation>
        </message>
        <message>
            <source>Put off until…</source>
            <translation>Reporter à…</translation>
        </message>
        <message>
            <source>Remind me…</source>
            <translation>Me le rappeler…</translation>
        </message>
        <message>
            <source>Next message</source>
            <translation>Message suivant</translation>
        </message>
        <message>
            <source>Previous message</source>
            <translation>Message précédent</translation>
        </message>
        <message>
            <source>Search this list</source>
            <translation>Rechercher dans cette liste</translation>
        </message>
        <message>
            <source>Search on the server</source>
            <translation>Chercher sur le serveur</translation>
        </message>
        <message>
            <source>Undo the last move or deletion</source>
            <translation>Annuler le dernier déplacement ou la dernière suppression</translation>
        </message>
        <message>
            <source>Select all messages</source>
            <translation>Sélectionner tous les messages</translation>
        </message>
        <message>
            <source>Check for mail</source>
            <translation>Relever le courrier</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Enregistrer en PDF…</translation>
        </message>
        <message>
            <source>Headers and source</source>
            <translation>En-têtes et source</translation>
        </message>
        <message>
            <source>Show as plain text</source>
            <translation>Afficher en texte brut</translation>
        </message>
        <message>
            <source>Letters on white under a dark theme</source>
            <translation>Lettres sur fond blanc sous le thème sombre</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus</translation>
        </message>
        <message>
            <source>No mail account yet</source>
            <translation>Aucun compte de courrier</translation>
        </message>
        <message>
            <source>Add your address: Écritoire finds the server, then your messages can be read here, even without a network.</source>
            <translation>Ajoutez votre adresse : Écritoire trouve le serveur, puis vos messages se lisent ici, même sans réseau.</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation>Ajouter un compte…</translation>
        </message>
        <message>
            <source>Put off</source>
            <translation>Reportés</translation>
        </message>
        <message>
            <source>All inboxes</source>
            <translation>Toutes les boîtes</translation>
        </message>
        <message>
            <source>Not junk</source>
            <translation>Légitime</translation>
        </message>
        <message numerus="yes">
            <source>%n messages chosen</source>
            <translation>
                <numerusform>%n message choisi</numerusform>
                <numerusform>%n messages choisis</numerusform>
            </translation>
        </message>
        <message>
            <source>Commands act on all of them.</source>
            <translation>Les commandes agissent sur tous.</translation>
        </message>
        <message>
            <source>Choose a message to read it</source>
            <translation>Choisissez un message pour le lire</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>MailMerge</name>
        <message>
            <source>Send to many, one by one</source>
            <translation>Envoyer à plusieurs, un par un</translation>
        </message>
        <message>
            <source>Recipients from</source>
            <translation>Destinataires de</translation>
        </message>
        <message>
            <source>A table (CSV)…</source>
            <translation>Un tableau (CSV)…</translation>
        </message>
        <message>
            <source>Contacts: {name}</source>
            <translation>Contacts : {name}</translation>
        </message>
        <message>
            <source>Column of addresses</source>
            <translation>Colonne des adresses</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Aperçu</translation>
        </message>
        <message>
            <source>The letter before</source>
            <translation>La lettre précédente</translation>
        </message>
        <message>
            <source>The next letter</source>
            <translation>La lettre suivante</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisme</translation>
        </message>
        <message>
            <source>Function</source>
            <translation>Fonction</translation>
        </message>
        <message>
            <source>Table of recipients</source>
            <translation>Tableau des destinataires</translation>
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv)</source>
            <translation>Tableaux (*.csv *.txt *.tsv)</translation>
        </message>
        <message>
            <source>This is not a table: its first line has to name the columns.</source>
            <translation>Ce n’est pas un tableau : sa première ligne doit nommer les colonnes.</translation>
        </message>
        <message>
            <source>Write the names of its columns in braces in the letter: {City} for instance.</source>
            <translation>Écrivez les noms de ses colonnes entre accolades dans la lettre : {Ville} par exemple.</translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s)</source>
            <translation>
                <numerusform>%n lettre</numerusform>
                <numerusform>%n lettres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) without a valid address left out</source>
            <translation>
                <numerusform>%n ligne sans adresse valable laissée de côté</numerusform>
                <numerusform>%n lignes sans adresse valable laissées de côté</numerusform>
            </translation>
        </message>
        <message>
            <source>No column for: {names}</source>
            <translation>Pas de colonne pour : {names}</translation>
        </message>
    </context>
    <context>
        <name>MailSetup</name>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Identities and signatures</source>
            <translation>Identités et signatures</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Règles</translation>
        </message>
        <message>
            <source>Absence</source>
            <translation>Absence</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Modèles</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Clés</translation>
        </message>
        <message>
            <source>Move in and out</source>
            <translation>Emménager, emporter</translation>
        </message>
    </context>
    <context>
        <name>MarkBanner</name>
        <message>
            <source>Put off until {date}.</source>
            <translation>Reportée au {date}.</translation>
        </message>
        <message>
            <source>Bring back now</source>
            <translation>Faire revenir maintenant</translation>
        </message>
        <message>
            <source>To be dealt with by {date}.</source>
            <translation>À traiter avant le {date}.</translation>
        </message>
        <message>
            <source>Was to be dealt with by {date}.</source>
            <translation>Était à traiter avant le {date}.</translation>
        </message>
        <message>
            <source>Done with it</source>
            <translation>C’est fait</translation>
        </message>
    </context>
    <context>
        <name>MessageDelegate</name>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>(no recipient)</source>
            <translation>(sans destinataire)</translation>
        </message>
        <message>
            <source>(no sender)</source>
            <translation>(sans expéditeur)</translation>
        </message>
        <message>
            <source>me</source>
            <translation>moi</translation>
        </message>
    </context>
    <context>
        <name>MessageModel</name>
        <message numerus="yes">
            <source>conversation of %n message(s)</source>
            <translation>
                <numerusform>conversation de %n message</numerusform>
                <numerusform>conversation de %n messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n non lu</numerusform>
                <numerusform>%n non lus</numerusform>
            </translation>
        </message>
        <message>
            <source>unread</source>
            <translation>non lu</translation>
        </message>
        <message>
            <source>flagged</source>
            <translation>suivi</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>épinglé</translation>
        </message>
        <message>
            <source>due</source>
            <translation>à traiter</translation>
        </message>
        <message>
            <source>with attachment</source>
            <translation>avec pièce jointe</translation>
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation>en attente d’envoi</translation>
        </message>
        <message>
            <source>refused by the server</source>
            <translation>refusé par le serveur</translation>
        </message>
        <message>
            <source>outcome unknown</source>
            <translation>issue inconnue</translation>
        </message>
        <message>
            <source>tag {name}</source>
            <translation>étiquette {name}</translation>
        </message>
    </context>
    <context>
        <name>MessageView</name>
        <message>
            <source>Messages</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>De retour</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Épinglés</translation>
        </message>
        <message>
            <source>Archive (E)</source>
            <translation>Archiver (E)</translation>
        </message>
        <message>
            <source>Delete (Del)</source>
            <translation>Supprimer (Suppr)</translation>
        </message>
        <message>
            <source>Flag (S)</source>
            <translation>Suivre (S)</translation>
        </message>
        <message>
            <source>Show or hide the messages of this conversation (→ ←)</source>
            <translation>Afficher ou masquer les messages de cette conversation (→ ←)</translation>
        </message>
    </context>
    <context>
        <name>Moments</name>
        <message>
            <source>Choose a time…</source>
            <translation type="unfinished">Choisir une heure…</translation>
        </message>
    </context>
    <context>
        <name>MoveMenu</name>
        <message>
            <source>Move to</source>
            <translation>Déplacer vers</translation>
        </message>
        <message>
            <source>Choose messages of one account</source>
            <translation>Choisissez des messages d’un seul compte</translation>
        </message>
    </context>
    <context>
        <name>OutsideWindow</name>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Add to the calendar</source>
            <translation>Ajouter à l’agenda</translation>
        </message>
        <message>
            <source>Add to the address book</source>
            <translation>Ajouter au carnet d’adresses</translation>
        </message>
        <message>
            <source>No calendar that can be written yet: add an account that has one.</source>
            <translation>Aucun agenda modifiable pour l’instant : ajoutez un compte qui en a un.</translation>
        </message>
        <message>
            <source>No address book that can be written yet: add an account that has one.</source>
            <translation>Aucun carnet d’adresses modifiable pour l’instant : ajoutez un compte qui en a un.</translation>
        </message>
        <message numerus="yes">
            <source>%n remote picture(s) blocked to protect your privacy.</source>
            <translation>
                <numerusform>%n image distante bloquée pour protéger votre vie privée.</numerusform>
                <numerusform>%n images distantes bloquées pour protéger votre vie privée.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>Everything in it was here already.</source>
            <translation>Tout ce qu’il contient était déjà là.</translation>
        </message>
        <message numerus="yes">
            <source>%n entry(ies) added</source>
            <translation>
                <numerusform>%n élément ajouté</numerusform>
                <numerusform>%n éléments ajoutés</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <source>Save as PDF</source>
            <translation>Enregistrer en PDF</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Documents PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimer</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Cc</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Attachments</source>
            <translation>Pièces jointes</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Enregistré : {name}</translation>
        </message>
    </context>
    <context>
        <name>QuickFilter</name>
        <message>
            <source>Unread</source>
            <translation type="unfinished">Non lus</translation>
        </message>
        <message>
            <source>Unread messages only</source>
            <translation>Messages non lus seulement</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Suivis</translation>
        </message>
        <message>
            <source>Flagged messages only</source>
            <translation>Messages suivis seulement</translation>
        </message>
        <message>
            <source>Messages with attachments only</source>
            <translation>Messages avec pièces jointes seulement</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personnes</translation>
        </message>
        <message>
            <source>Messages of people you have written to only</source>
            <translation>Messages de personnes à qui vous avez écrit seulement</translation>
        </message>
    </context>
    <context>
        <name>QuotaStrip</name>
        <message>
            <source>Room taken on the server</source>
            <translation>Place occupée sur le serveur</translation>
        </message>
        <message>
            <source>{used} of {total} used</source>
            <translation>{used} occupés sur {total}</translation>
        </message>
        <message>
            <source>Mailbox nearly full: {used} of {total}</source>
            <translation>Boîte presque pleine : {used} sur {total}</translation>
        </message>
    </context>
    <context>
        <name>QuotePane</name>
        <message>
            <source>Show the quoted message</source>
            <translation>Afficher le message cité</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Remove the quoted message</source>
            <translation>Retirer le message cité</translation>
        </message>
        <message>
            <source>Quoted message</source>
            <translation>Message cité</translation>
        </message>
        <message>
            <source>The original message is quoted below yours.</source>
            <translation>Le message d’origine est cité sous le vôtre.</translation>
        </message>
    </context>
    <context>
        <name>Reader</name>
        <message>
            <source>Choose a message to read it</source>
            <translation>Choisissez un message pour le lire</translation>
        </message>
        <message numerus="yes">
            <source>%n remote picture(s) blocked to protect your privacy.</source>
            <translation>
                <numerusform>%n image distante bloquée pour protéger votre vie privée.</numerusform>
                <numerusform>%n images distantes bloquées pour protéger votre vie privée.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them cannot be seen and only tell who reads.</source>
            <translation>
                <numerusform>%n d’entre elles est invisible et ne sert qu’à savoir qui lit.</numerusform>
                <numerusform>%n d’entre elles sont invisibles et ne servent qu’à savoir qui lit.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>Fetching the message…</source>
            <translation>Le message arrive…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>This message is not kept on this computer</source>
            <translation>Ce message n’est pas gardé sur ce poste</translation>
        </message>
        <message>
            <source>It comes as soon as the server can be reached.</source>
            <translation>Il viendra dès que le serveur sera joignable.</translation>
        </message>
        <message>
            <source>This message cannot be shown</source>
            <translation>Ce message ne peut pas être affiché</translation>
        </message>
        <message>
            <source>It is damaged or written in an unknown way. Its source can be read and saved from the menu.</source>
            <translation>Il est abîmé ou écrit d’une façon inconnue. Sa source peut être lue et enregistrée depuis le menu.</translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) could not be fetched.</source>
            <translation>
                <numerusform>%n image n’a pas pu être récupérée.</numerusform>
                <numerusform>%n images n’ont pas pu être récupérées.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReceiptBanner</name>
        <message>
            <source>Do not send</source>
            <translation>Ne pas envoyer</translation>
        </message>
    </context>
    <context>
        <name>Receipts</name>
        <message>
            <source>{who} asks to be told that you have read this letter.</source>
            <translation>{who} demande à savoir que vous avez lu cette lettre.</translation>
        </message>
        <message>
            <source>Tell</source>
            <translation>Le faire savoir</translation>
        </message>
        <message>
            <source>Your message “{subject}” of {date} to {me} was displayed. Nothing is said of whether it was read or understood.</source>
            <translation>Votre message « {subject} » du {date} à {me} a été affiché. Cela ne dit pas s’il a été lu ou compris.</translation>
        </message>
        <message>
            <source>Displayed: {subject}</source>
            <translation>Affiché : {subject}</translation>
        </message>
        <message>
            <source>The sender is told.</source>
            <translation>L’expéditeur en est informé.</translation>
        </message>
    </context>
    <context>
        <name>RecipientField</name>
        <message numerus="yes">
            <source>{group}: %n person(s)</source>
            <translation>
                <numerusform>{group} : %n personne</numerusform>
                <numerusform>{group} : %n personnes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RedirectWindow</name>
        <message>
            <source>Redirect</source>
            <translation>Rediriger</translation>
        </message>
        <message>
            <source>Redirect to</source>
            <translation>Rediriger vers</translation>
        </message>
        <message>
            <source>Redirected by</source>
            <translation>Redirigée par</translation>
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished">À</translation>
        </message>
        <message>
            <source>By</source>
            <translation>De la part de</translation>
        </message>
        <message>
            <source>The letter leaves as it was received: answers go to its author, not to you.</source>
            <translation>La lettre part telle qu’elle a été reçue : les réponses iront à son auteur, pas à vous.</translation>
        </message>
    </context>
    <context>
        <name>Redirecting</name>
        <message>
            <source>Letter redirected</source>
            <translation>Lettre redirigée</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Too late: the message has left.</source>
            <translation type="unfinished">Trop tard : le message est parti.</translation>
        </message>
    </context>
    <context>
        <name>RemindMenu</name>
        <message>
            <source>Remind me</source>
            <translation>Me le rappeler</translation>
        </message>
        <message>
            <source>The letter is flagged, and you are reminded of it at that time.</source>
            <translation>La lettre est suivie, et elle vous est rappelée à ce moment-là.</translation>
        </message>
        <message>
            <source>Remind me no more</source>
            <translation>Ne plus me le rappeler</translation>
        </message>
    </context>
    <context>
        <name>RuleForm</name>
        <message>
            <source>Name of the rule</source>
            <translation>Nom de la règle</translation>
        </message>
        <message>
            <source>Which conditions have to be met</source>
            <translation>Conditions à remplir</translation>
        </message>
        <message>
            <source>all of these conditions are met</source>
            <translation>toutes ces conditions sont remplies</translation>
        </message>
        <message>
            <source>any of these conditions is met</source>
            <translation>l’une de ces conditions est remplie</translation>
        </message>
        <message>
            <source>When a message arrives, and</source>
            <translation>Quand un message arrive, et que</translation>
        </message>
        <message>
            <source>Another condition</source>
            <translation>Autre condition</translation>
        </message>
        <message>
            <source>then</source>
            <translation>alors</translation>
        </message>
        <message>
            <source>Another deed</source>
            <translation>Autre action</translation>
        </message>
        <message>
            <source>Leave out the rules below for such a message</source>
            <translation>Ignorer les règles suivantes pour un tel message</translation>
        </message>
        <message>
            <source>Keep this rule</source>
            <translation>Enregistrer cette règle</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Add a condition: a rule without one would be about every message.</source>
            <translation>Ajoutez une condition : sans elle, la règle toucherait tous les messages.</translation>
        </message>
        <message>
            <source>A condition has no text to look for.</source>
            <translation>Une condition ne dit pas quel texte chercher.</translation>
        </message>
        <message>
            <source>A size is a number of kilobytes.</source>
            <translation>Une taille est un nombre de kilo-octets.</translation>
        </message>
        <message>
            <source>Add a deed: what is to be done with such a message?</source>
            <translation>Ajoutez une action : que faire d’un tel message ?</translation>
        </message>
        <message>
            <source>A deed has no folder or tag.</source>
            <translation>Une action n’a pas de dossier ou d’étiquette.</translation>
        </message>
        <message>
            <source>The address to send on to is not a mail address.</source>
            <translation>L’adresse à laquelle transmettre n’en est pas une.</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>The sender</source>
            <translation>L’expéditeur</translation>
        </message>
        <message>
            <source>A recipient (To or Cc)</source>
            <translation>Un destinataire (À ou Cc)</translation>
        </message>
        <message>
            <source>The subject</source>
            <translation>L’objet</translation>
        </message>
        <message>
            <source>The mailing list</source>
            <translation>La liste de diffusion</translation>
        </message>
        <message>
            <source>The size (KB)</source>
            <translation>La taille (Ko)</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>Le texte</translation>
        </message>
        <message>
            <source>The header field</source>
            <translation>Le champ d’en-tête</translation>
        </message>
        <message>
            <source>is larger than</source>
            <translation>dépasse</translation>
        </message>
        <message>
            <source>is smaller than</source>
            <translation>est inférieure à</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>contient</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>ne contient pas</translation>
        </message>
        <message>
            <source>is exactly</source>
            <translation>est exactement</translation>
        </message>
        <message>
            <source>begins with</source>
            <translation>commence par</translation>
        </message>
        <message>
            <source>ends with</source>
            <translation>finit par</translation>
        </message>
        <message>
            <source>Move to</source>
            <translation>Déplacer vers</translation>
        </message>
        <message>
            <source>Copy to</source>
            <translation>Copier dans</translation>
        </message>
        <message>
            <source>Mark as read</source>
            <translation>Marquer comme lu</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>Marquer d’un drapeau</translation>
        </message>
        <message>
            <source>Give the tag</source>
            <translation>Donner l’étiquette</translation>
        </message>
        <message>
            <source>Send on to</source>
            <translation>Transmettre à</translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>Supprimer définitivement</translation>
        </message>
        <message>
            <source> and </source>
            <translation> et </translation>
        </message>
        <message>
            <source> or </source>
            <translation> ou </translation>
        </message>
        <message>
            <source>If {conditions}: {deeds}</source>
            <translation>Si {conditions} : {deeds}</translation>
        </message>
        <message>
            <source>; then leave out the rules below</source>
            <translation> ; puis ignorer les règles suivantes</translation>
        </message>
        <message>
            <source>{subject} {test} “{value}”</source>
            <translation>{subject} {test} « {value} »</translation>
        </message>
    </context>
    <context>
        <name>RulesPage</name>
        <message>
            <source>Rules</source>
            <translation>Règles</translation>
        </message>
        <message>
            <source>Add a rule…</source>
            <translation>Ajouter une règle…</translation>
        </message>
        <message>
            <source>Use rules of mine instead…</source>
            <translation>Utiliser mes règles à la place…</translation>
        </message>
        <message>
            <source>Edit the script…</source>
            <translation>Modifier le script…</translation>
        </message>
        <message>
            <source>Rules kept.</source>
            <translation>Règles enregistrées.</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Question au serveur…</translation>
        </message>
        <message>
            <source>The server files your messages as they arrive, even while this computer is off.</source>
            <translation>Le serveur range vos messages à leur arrivée, même quand ce poste est éteint.</translation>
        </message>
        <message>
            <source>This server carries no rules out: Écritoire does, as long as it runs.</source>
            <translation>Ce serveur n’applique pas de règles : Écritoire le fait, tant qu’il est ouvert.</translation>
        </message>
        <message>
            <source>No rules yet.</source>
            <translation>Aucune règle pour le moment.</translation>
        </message>
        <message>
            <source>The script “{name}”, of another program, says more than plain rules. It stays as it is.</source>
            <translation>Le script « {name} », d’un autre programme, dit plus que des règles simples. Il reste tel quel.</translation>
        </message>
        <message>
            <source>Your changes leave for the server as soon as it can be reached.</source>
            <translation>Vos changements partiront vers le serveur dès qu’il sera joignable.</translation>
        </message>
        <message>
            <source>Carry out {rule}</source>
            <translation>Appliquer {rule}</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(sans nom)</translation>
        </message>
        <message>
            <source>Move {rule} up</source>
            <translation>Monter {rule}</translation>
        </message>
        <message>
            <source>Move {rule} down</source>
            <translation>Descendre {rule}</translation>
        </message>
        <message>
            <source>Edit {rule}</source>
            <translation>Modifier {rule}</translation>
        </message>
        <message>
            <source>Remove {rule}</source>
            <translation>Retirer {rule}</translation>
        </message>
    </context>
    <context>
        <name>ScriptCard</name>
        <message>
            <source>Script</source>
            <translation>Script</translation>
        </message>
        <message>
            <source>Text of the script</source>
            <translation>Texte du script</translation>
        </message>
        <message>
            <source>Keep and use this script</source>
            <translation>Enregistrer et utiliser ce script</translation>
        </message>
        <message>
            <source>Sieve script (RFC 5228)</source>
            <translation>Script Sieve (RFC 5228)</translation>
        </message>
        <message>
            <source>{name} (in use)</source>
            <translation>{name} (en service)</translation>
        </message>
    </context>
    <context>
        <name>SealBanner</name>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Came encrypted, without a signature: who wrote it cannot be proven.</source>
            <translation>Arrivé chiffré, sans signature : rien ne prouve qui l’a écrit.</translation>
        </message>
        <message>
            <source>Came encrypted.</source>
            <translation>Arrivé chiffré.</translation>
        </message>
        <message>
            <source>Encrypted, but for none of your keys on this computer: its text cannot be shown.</source>
            <translation>Chiffré, mais pour aucune de vos clés sur ce poste : son texte ne peut pas être montré.</translation>
        </message>
        <message>
            <source>Encrypted, and damaged or altered on its way: its text cannot be shown.</source>
            <translation>Chiffré, et abîmé ou modifié en route : son texte ne peut pas être montré.</translation>
        </message>
        <message>
            <source>Sealed with OpenPGP: install GnuPG on this computer to read it.</source>
            <translation>Scellé avec OpenPGP : installez GnuPG sur ce poste pour le lire.</translation>
        </message>
        <message>
            <source>Signed or encrypted in a way that cannot be read.</source>
            <translation>Signé ou chiffré d’une façon qui ne se lit pas.</translation>
        </message>
        <message>
            <source>Signed by {name}, which {issuer} certifies. It was not altered.</source>
            <translation>Signé par {name}, ce que certifie {issuer}. Il n’a pas été modifié.</translation>
        </message>
        <message>
            <source>Signed by {name}, whose key you trust. It was not altered.</source>
            <translation>Signé par {name}, dont la clé a votre confiance. Il n’a pas été modifié.</translation>
        </message>
        <message>
            <source>Signed by {name} for {addresses}, and not for the sender’s address. Somebody may be pretending.</source>
            <translation>Signé par {name} pour {addresses}, et non pour l’adresse de l’expéditeur. Quelqu’un se fait peut-être passer pour un autre.</translation>
        </message>
        <message>
            <source>Signed by {name}, but the certificate is not valid today ({begins} – {ends}).</source>
            <translation>Signé par {name}, mais le certificat n’est pas valable aujourd’hui ({begins} – {ends}).</translation>
        </message>
        <message>
            <source>Signed in the name of {name}, but nobody whom this computer trusts certifies it ({issuer}).</source>
            <translation>Signé au nom de {name}, mais aucune autorité de confiance sur ce poste ne le certifie ({issuer}).</translation>
        </message>
        <message>
            <source>Signed in the name of {name}, by a key that you have not said you trust.</source>
            <translation>Signé au nom de {name}, par une clé à laquelle vous n’avez pas dit faire confiance.</translation>
        </message>
        <message>
            <source>Signed by {name} with an old method that can be forged today.</source>
            <translation>Signé par {name} avec une méthode ancienne, falsifiable aujourd’hui.</translation>
        </message>
        <message>
            <source>The signature of {name} does not fit: the message was altered after it was signed.</source>
            <translation>La signature de {name} ne convient pas : le message a été modifié après avoir été signé.</translation>
        </message>
        <message>
            <source>Signed, but the signer’s key is not known here: nothing can be said about it.</source>
            <translation>Signé, mais la clé du signataire n’est pas connue ici : rien ne peut en être dit.</translation>
        </message>
        <message>
            <source>Signed in a way that cannot be checked here.</source>
            <translation>Signé d’une façon qui ne peut pas être vérifiée ici.</translation>
        </message>
    </context>
    <context>
        <name>SealButton</name>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>Encrypt</source>
            <translation>Chiffrer</translation>
        </message>
        <message>
            <source>No key for {address} yet: import it in Settings, Mail, Keys.</source>
            <translation>Pas encore de clé pour {address} : importez-la dans Réglages, Courrier, Clés.</translation>
        </message>
        <message>
            <source>Sign or encrypt</source>
            <translation>Signer ou chiffrer</translation>
        </message>
        <message>
            <source>Will be signed</source>
            <translation>Sera signé</translation>
        </message>
        <message>
            <source>Will be encrypted</source>
            <translation>Sera chiffré</translation>
        </message>
        <message>
            <source>Will be signed and encrypted</source>
            <translation>Sera signé et chiffré</translation>
        </message>
    </context>
    <context>
        <name>SealWindow</name>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>Whether a certificate was revoked is not asked: its authority would learn which letters you read.</source>
            <translation>La révocation d’un certificat n’est pas demandée : son autorité apprendrait quelles lettres vous lisez.</translation>
        </message>
        <message>
            <source>Addresses</source>
            <translation>Adresses</translation>
        </message>
        <message>
            <source>Certified by</source>
            <translation>Certifié par</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Valable</translation>
        </message>
        <message>
            <source>Signed, as it says, on</source>
            <translation>Signé, dit-il, le</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>Empreinte</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Genre</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>Search this list (/)</source>
            <translation type="unfinished">Rechercher dans cette liste (/)</translation>
        </message>
        <message>
            <source>Search messages</source>
            <translation type="unfinished">Rechercher des messages</translation>
        </message>
        <message>
            <source>Operators</source>
            <translation>Opérateurs</translation>
        </message>
        <message>
            <source>Operators: sender, dates, attachments…</source>
            <translation>Opérateurs : expéditeur, dates, pièces jointes…</translation>
        </message>
        <message>
            <source>This folder</source>
            <translation>Ce dossier</translation>
        </message>
        <message>
            <source>All mail</source>
            <translation>Tous les messages</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Enregistrer cette recherche</translation>
        </message>
        <message>
            <source>Search in: {place}</source>
            <translation>Chercher dans : {place}</translation>
        </message>
        <message>
            <source>from:</source>
            <translation>de:</translation>
        </message>
        <message>
            <source>who wrote it</source>
            <translation>qui a écrit</translation>
        </message>
        <message>
            <source>to:</source>
            <translation>à:</translation>
        </message>
        <message>
            <source>who received it</source>
            <translation>qui a reçu</translation>
        </message>
        <message>
            <source>subject:</source>
            <translation>objet:</translation>
        </message>
        <message>
            <source>words of the subject</source>
            <translation>mots de l’objet</translation>
        </message>
        <message>
            <source>file:</source>
            <translation>fichier:</translation>
        </message>
        <message>
            <source>name or contents of an attachment</source>
            <translation>nom ou contenu d’une pièce jointe</translation>
        </message>
        <message>
            <source>has:attachment</source>
            <translation>pj:oui</translation>
        </message>
        <message>
            <source>with an attachment</source>
            <translation>avec une pièce jointe</translation>
        </message>
        <message>
            <source>after:</source>
            <translation>après:</translation>
        </message>
        <message>
            <source>a date, a month, a year, or 7d</source>
            <translation>une date, un mois, une année, ou 7j</translation>
        </message>
        <message>
            <source>before:</source>
            <translation>avant:</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>de même</translation>
        </message>
        <message>
            <source>in:</source>
            <translation>dans:</translation>
        </message>
        <message>
            <source>a folder</source>
            <translation>un dossier</translation>
        </message>
        <message>
            <source>tag:</source>
            <translation>étiquette:</translation>
        </message>
        <message>
            <source>a tag</source>
            <translation>une étiquette</translation>
        </message>
        <message>
            <source>is:unread</source>
            <translation>est:nonlu</translation>
        </message>
        <message>
            <source>not read yet</source>
            <translation>pas encore lu</translation>
        </message>
        <message>
            <source>is:flagged</source>
            <translation>est:suivi</translation>
        </message>
        <message>
            <source>flagged</source>
            <translation>suivi</translation>
        </message>
        <message>
            <source>is:answered</source>
            <translation>est:répondu</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>répondu</translation>
        </message>
        <message>
            <source>Search on the server</source>
            <translation>Chercher sur le serveur</translation>
        </message>
        <message>
            <source>Also find what is not kept on this computer (Ctrl+Shift+E)</source>
            <translation>Trouver aussi ce qui n’est pas gardé sur cet ordinateur (Ctrl+Maj+E)</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Le serveur cherche…</translation>
        </message>
        <message numerus="yes">
            <source>%n more message(s) found on the server.</source>
            <translation>
                <numerusform>%n message de plus trouvé sur le serveur.</numerusform>
                <numerusform>%n messages de plus trouvés sur le serveur.</numerusform>
            </translation>
        </message>
        <message>
            <source>The server found nothing more.</source>
            <translation>Le serveur n’a rien trouvé de plus.</translation>
        </message>
    </context>
    <context>
        <name>SendOptions</name>
        <message>
            <source>Send later</source>
            <translation>Envoyer plus tard</translation>
        </message>
        <message>
            <source>Importance, receipt, sending to many</source>
            <translation>Importance, accusé, envoi à plusieurs</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>Importance</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Haute</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Basse</translation>
        </message>
        <message>
            <source>Ask for a read receipt</source>
            <translation>Demander un accusé de lecture</translation>
        </message>
        <message>
            <source>Send to many, one by one…</source>
            <translation>Envoyer à plusieurs, un par un…</translation>
        </message>
        <message>
            <source>Écritoire sends it then, or as soon as this computer is on again.</source>
            <translation type="unfinished">Écritoire l’envoie alors, ou dès que cet ordinateur est rallumé.</translation>
        </message>
    </context>
    <context>
        <name>SnoozeMenu</name>
        <message>
            <source>Put off until</source>
            <translation>Reporter à</translation>
        </message>
        <message>
            <source>The letter leaves the list, and comes back at that time, unread and on top.</source>
            <translation>La lettre quitte la liste et y revient à ce moment-là, non lue et en tête.</translation>
        </message>
        <message>
            <source>Bring back now</source>
            <translation>Faire revenir maintenant</translation>
        </message>
    </context>
    <context>
        <name>SourceWindow</name>
        <message>
            <source>Source: {subject}</source>
            <translation>Source : {subject}</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>En-têtes</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Enregistrer sous…</translation>
        </message>
        <message>
            <source>Save message</source>
            <translation>Enregistrer le message</translation>
        </message>
        <message>
            <source>Messages (*.eml)</source>
            <translation>Messages (*.eml)</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Enregistré : {name}</translation>
        </message>
    </context>
    <context>
        <name>StateBanner</name>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Waiting to be sent. It leaves as soon as the server can be reached.</source>
            <translation>En attente d’envoi. Il partira dès que le serveur sera joignable.</translation>
        </message>
        <message>
            <source>Leaves on {date}.</source>
            <translation>Part le {date}.</translation>
        </message>
        <message>
            <source>Being sent…</source>
            <translation>Envoi en cours…</translation>
        </message>
        <message>
            <source>The server refused this message. It is kept here; see the outbox for why.</source>
            <translation>Le serveur a refusé ce message. Il est gardé ici ; la boîte d’envoi dit pourquoi.</translation>
        </message>
        <message>
            <source>It is not known whether this message was sent. Settle it in the outbox.</source>
            <translation>On ne sait pas si ce message est parti. Tranchez dans la boîte d’envoi.</translation>
        </message>
        <message>
            <source>This is a draft.</source>
            <translation>Ceci est un brouillon.</translation>
        </message>
    </context>
    <context>
        <name>TagMenu</name>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>Remove all tags</source>
            <translation>Retirer toutes les étiquettes</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Nouvelle étiquette…</translation>
        </message>
        <message>
            <source>Manage tags…</source>
            <translation>Gérer les étiquettes…</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Nouvelle étiquette</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
    </context>
    <context>
        <name>Tags</name>
        <message>
            <source>Important</source>
            <translation>Important</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Travail</translation>
        </message>
        <message>
            <source>Personal</source>
            <translation>Personnel</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>À faire</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
    </context>
    <context>
        <name>TagsWindow</name>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Nouvelle étiquette…</translation>
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation>Couleur de {name}</translation>
        </message>
        <message>
            <source>Name of the tag {name}</source>
            <translation>Nom de l’étiquette {name}</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Nouvelle étiquette</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
    </context>
    <context>
        <name>TemplateButton</name>
        <message>
            <source>Templates</source>
            <translation>Modèles</translation>
        </message>
        <message>
            <source>No templates yet</source>
            <translation>Aucun modèle pour le moment</translation>
        </message>
        <message>
            <source>Keep this letter as a template…</source>
            <translation>Garder cette lettre comme modèle…</translation>
        </message>
        <message>
            <source>Keep as a template</source>
            <translation>Garder comme modèle</translation>
        </message>
        <message>
            <source>Name of the template</source>
            <translation>Nom du modèle</translation>
        </message>
    </context>
    <context>
        <name>TemplateForm</name>
        <message>
            <source>Name of the template</source>
            <translation>Nom du modèle</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Fields: {name} {first name} {address} {subject} {date} {me}. They are filled in when it is taken.</source>
            <translation>Champs : {nom} {prénom} {adresse} {objet} {date} {moi}. Ils sont remplis quand on prend le modèle.</translation>
        </message>
        <message>
            <source>Keep this template</source>
            <translation>Enregistrer ce modèle</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Give it a name.</source>
            <translation>Donnez-lui un nom.</translation>
        </message>
    </context>
    <context>
        <name>TemplatesPage</name>
        <message>
            <source>Templates</source>
            <translation>Modèles</translation>
        </message>
        <message>
            <source>Letters to begin with. They are taken from the button beside Send.</source>
            <translation>Des lettres toutes prêtes. On les prend par le bouton à côté d’Envoyer.</translation>
        </message>
        <message>
            <source>Write a template…</source>
            <translation>Écrire un modèle…</translation>
        </message>
        <message>
            <source>No templates yet</source>
            <translation>Aucun modèle pour le moment</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifier…</translation>
        </message>
    </context>
    <context>
        <name>TextSheet</name>
        <message>
            <source>Show the quoted text</source>
            <translation>Afficher le texte cité</translation>
        </message>
    </context>
    <context>
        <name>TrustBanner</name>
        <message>
            <source>{domain} looks like {known}, but is another domain. Make sure who writes before you answer.</source>
            <translation>{domain} ressemble à {known}, mais c’est un autre domaine. Assurez-vous de qui écrit avant de répondre.</translation>
        </message>
        <message>
            <source>{server} could not confirm that this message comes from {domain}.</source>
            <translation>{server} n’a pas pu confirmer que ce message vient de {domain}.</translation>
        </message>
        <message>
            <source>{server} confirms that this message comes from {domain}.</source>
            <translation>{server} confirme que ce message vient de {domain}.</translation>
        </message>
        <message>
            <source>{server} found: {results}</source>
            <translation>{server} a constaté : {results}</translation>
        </message>
    </context>
    <context>
        <name>_Card</name>
        <message>
            <source>Open {name}</source>
            <translation>Ouvrir {name}</translation>
        </message>
        <message>
            <source>Save {name}</source>
            <translation>Enregistrer {name}</translation>
        </message>
        <message>
            <source>{size}, on the server</source>
            <translation>{size}, sur le serveur</translation>
        </message>
        <message>
            <source>Open {name} in Écritoire</source>
            <translation>Ouvrir {name} dans Écritoire</translation>
        </message>
        <message>
            <source>Open in Écritoire</source>
            <translation>Ouvrir dans Écritoire</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Enregistrer sous…</translation>
        </message>
        <message>
            <source>Save to a drive…</source>
            <translation>Enregistrer dans un espace de fichiers…</translation>
        </message>
    </context>
    <context>
        <name>_Chip</name>
        <message>
            <source>{address}, not a valid address</source>
            <translation>{address}, adresse non valable</translation>
        </message>
        <message>
            <source>This is not a valid address. Double-click to correct it.</source>
            <translation>Cette adresse n’est pas valable. Double-cliquez pour la corriger.</translation>
        </message>
        <message>
            <source>Remove {address}</source>
            <translation>Retirer {address}</translation>
        </message>
    </context>
    <context>
        <name>_Lines</name>
        <message>
            <source>Me</source>
            <translation>Moi</translation>
        </message>
        <message>
            <source>(no sender)</source>
            <translation>(sans expéditeur)</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>non lu</translation>
        </message>
    </context>
</TS>
