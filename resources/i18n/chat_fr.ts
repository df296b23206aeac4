<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>Chat</name>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>Message deleted</source>
            <translation>Message supprimé</translation>
        </message>
        <message>
            <source>Voice message</source>
            <translation>Message vocal</translation>
        </message>
        <message>
            <source>Something that cannot be shown here yet</source>
            <translation>Un contenu qui ne peut pas encore être montré ici</translation>
        </message>
        <message>
            <source>Blocked by the antivirus of the server</source>
            <translation>Bloqué par l’antivirus du serveur</translation>
        </message>
        <message>
            <source>{who} created the room</source>
            <translation>{who} a créé le salon</translation>
        </message>
        <message>
            <source>{who} named the room “{about}”</source>
            <translation>{who} a nommé le salon « {about} »</translation>
        </message>
        <message>
            <source>{who} changed the topic: {about}</source>
            <translation>{who} a changé le sujet : {about}</translation>
        </message>
        <message>
            <source>{who} changed the picture of the room</source>
            <translation>{who} a changé l’image du salon</translation>
        </message>
        <message>
            <source>From here on messages are encrypted end to end</source>
            <translation>À partir d’ici, les messages sont chiffrés de bout en bout</translation>
        </message>
        <message>
            <source>{who} changed the pinned messages</source>
            <translation>{who} a changé les messages épinglés</translation>
        </message>
        <message>
            <source>This room goes on elsewhere</source>
            <translation>Ce salon continue ailleurs</translation>
        </message>
        <message>
            <source>{about} joined</source>
            <translation>{about} a rejoint le salon</translation>
        </message>
        <message>
            <source>{who} invited {about}</source>
            <translation>{who} a invité {about}</translation>
        </message>
        <message>
            <source>{about} left</source>
            <translation>{about} a quitté le salon</translation>
        </message>
        <message>
            <source>{who} banned {about}</source>
            <translation>{who} a exclu {about}</translation>
        </message>
        <message>
            <source>{about} asks to join</source>
            <translation>{about} demande à entrer</translation>
        </message>
        <message>
            <source>{who} changed the room</source>
            <translation>{who} a modifié le salon</translation>
        </message>
        <message>
            <source>The key to this message is not here yet; your recovery key may bring it.</source>
            <translation>La clé de ce message n’est pas encore là ; votre clé de récupération peut l’apporter.</translation>
        </message>
        <message>
            <source>The sender does not let this device read the message.</source>
            <translation>L’expéditeur ne laisse pas cet appareil lire le message.</translation>
        </message>
        <message>
            <source>This message was refused: it is not what it claims to be.</source>
            <translation>Ce message a été refusé : il n’est pas ce qu’il prétend être.</translation>
        </message>
        <message>
            <source>Encrypted, by a verified person</source>
            <translation>Chiffré, par une personne vérifiée</translation>
        </message>
        <message>
            <source>Encrypted, by a person you have not verified</source>
            <translation>Chiffré, par une personne que vous n’avez pas vérifiée</translation>
        </message>
        <message>
            <source>Encrypted, by a device that its owner has not signed</source>
            <translation>Chiffré, par un appareil que son propriétaire n’a pas signé</translation>
        </message>
        <message>
            <source>Encrypted; who wrote it cannot be proven on this device</source>
            <translation>Chiffré ; cet appareil ne peut pas prouver qui l’a écrit</translation>
        </message>
        <message>
            <source>The identity of this person has changed</source>
            <translation>L’identité de cette personne a changé</translation>
        </message>
        <message>
            <source>Not encrypted</source>
            <translation>Non chiffré</translation>
        </message>
        <message>
            <source>Waits to be sent</source>
            <translation>En attente d’envoi</translation>
        </message>
        <message>
            <source>Is being sent</source>
            <translation>Envoi en cours</translation>
        </message>
        <message>
            <source>Not sent: see the outbox</source>
            <translation>Non envoyé : voyez la boîte d’envoi</translation>
        </message>
    </context>
    <context>
        <name>ChatArea</name>
        <message>
            <source>Chat</source>
            <translation>Discussions</translation>
        </message>
        <message>
            <source>No room chosen</source>
            <translation>Aucun salon choisi</translation>
        </message>
        <message>
            <source>Choose a room on the left to read and write.</source>
            <translation>Choisissez un salon à gauche pour lire et écrire.</translation>
        </message>
        <message>
            <source>Nothing was said on that day or since.</source>
            <translation>Rien n’a été dit ce jour-là ni depuis.</translation>
        </message>
        <message>
            <source>Picture.png</source>
            <translation>Image.png</translation>
        </message>
    </context>
    <context>
        <name>Completion</name>
        <message>
            <source>Suggestions</source>
            <translation>Suggestions</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Write a message</source>
            <translation>Écrire un message</translation>
        </message>
        <message>
            <source>Message to write</source>
            <translation>Message à écrire</translation>
        </message>
        <message>
            <source>Send (Enter)</source>
            <translation>Envoyer (Entrée)</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>Send a file…</source>
            <translation>Envoyer un fichier…</translation>
        </message>
        <message>
            <source>Ask everybody: a poll…</source>
            <translation>Demander à tous : un sondage…</translation>
        </message>
        <message>
            <source>Insert an emoji</source>
            <translation>Insérer un émoji</translation>
        </message>
        <message>
            <source>Do not answer or edit</source>
            <translation>Ne pas répondre ni modifier</translation>
        </message>
        <message>
            <source>Cancel (Esc)</source>
            <translation>Annuler (Échap)</translation>
        </message>
        <message>
            <source>Answering {who}: {text}</source>
            <translation>Réponse à {who} : {text}</translation>
        </message>
        <message>
            <source>Editing: {text}</source>
            <translation>Modification : {text}</translation>
        </message>
        <message>
            <source>From this computer…</source>
            <translation>Depuis cet ordinateur…</translation>
        </message>
        <message>
            <source>From a drive…</source>
            <translation>Depuis un espace de fichiers…</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>Leave…</source>
            <translation>Quitter…</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Rejoindre</translation>
        </message>
        <message>
            <source>Newest messages</source>
            <translation>Derniers messages</translation>
        </message>
        <message>
            <source>Search in this room</source>
            <translation>Chercher dans ce salon</translation>
        </message>
        <message>
            <source>Pinned messages</source>
            <translation>Messages épinglés</translation>
        </message>
        <message>
            <source>People in this room</source>
            <translation>Personnes du salon</translation>
        </message>
        <message>
            <source>More about this room</source>
            <translation>Plus sur ce salon</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Décliner</translation>
        </message>
        <message>
            <source>Close the panel</source>
            <translation>Fermer le panneau</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%Ln personne</numerusform>
                <numerusform>%Ln personnes</numerusform>
            </translation>
        </message>
        <message>
            <source>{who} invites you to this room.</source>
            <translation>{who} vous invite dans ce salon.</translation>
        </message>
        <message>
            <source>You may read this room, and not write in it.</source>
            <translation>Vous pouvez lire ce salon, sans y écrire.</translation>
        </message>
        <message>
            <source>{who} is writing…</source>
            <translation>{who} écrit…</translation>
        </message>
        <message>
            <source>{who} are writing…</source>
            <translation>{who} écrivent…</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personnes</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Recherche</translation>
        </message>
        <message>
            <source>Thread</source>
            <translation>Fil</translation>
        </message>
        <message>
            <source>Encrypted end to end</source>
            <translation>Chiffré de bout en bout</translation>
        </message>
        <message>
            <source>Not encrypted</source>
            <translation>Non chiffré</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favori</translation>
        </message>
        <message>
            <source>Low priority</source>
            <translation>Peu prioritaire</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>En sourdine</translation>
        </message>
        <message>
            <source>Name, topic and picture…</source>
            <translation>Nom, sujet et image…</translation>
        </message>
        <message>
            <source>Invite somebody…</source>
            <translation>Inviter quelqu’un…</translation>
        </message>
        <message>
            <source>Leave this room</source>
            <translation>Quitter ce salon</translation>
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>room</source>
            <translation>salon</translation>
        </message>
        <message>
            <source>Everybody in this room</source>
            <translation>Tout le salon</translation>
        </message>
        <message>
            <source>The poll is closed. Most chosen: {answer}</source>
            <translation>Le sondage est clos. Réponse la plus choisie : {answer}</translation>
        </message>
        <message>
            <source>Send from a drive</source>
            <translation>Envoyer depuis un espace de fichiers</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>{who} wrote in {room} on {when}:</source>
            <translation>{who} a écrit dans {room}, {when} :</translation>
        </message>
        <message>
            <source>The conversation will be in the list as soon as the server has made it.</source>
            <translation>La conversation sera dans la liste dès que le serveur l’aura créée.</translation>
        </message>
    </context>
    <context>
        <name>DeviceCard</name>
        <message>
            <source>Verified</source>
            <translation>Vérifié</translation>
        </message>
        <message>
            <source>Of another identity</source>
            <translation>D’une autre identité</translation>
        </message>
        <message>
            <source>Not verified</source>
            <translation>Non vérifié</translation>
        </message>
        <message>
            <source>seen {when}</source>
            <translation>vu {when}</translation>
        </message>
        <message>
            <source>this device</source>
            <translation>cet appareil</translation>
        </message>
        <message>
            <source>Verify…</source>
            <translation>Vérifier…</translation>
        </message>
        <message>
            <source>Verify {device}</source>
            <translation>Vérifier {device}</translation>
        </message>
        <message>
            <source>Sign out…</source>
            <translation>Déconnecter…</translation>
        </message>
        <message>
            <source>Sign out {device}</source>
            <translation>Déconnecter {device}</translation>
        </message>
        <message>
            <source>Password of the account</source>
            <translation>Mot de passe du compte</translation>
        </message>
        <message>
            <source>The server asks for it once more.</source>
            <translation>Le serveur le demande une fois de plus.</translation>
        </message>
        <message>
            <source>Keep the session</source>
            <translation>Garder la session</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Déconnecter</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>DirectoryDialog</name>
        <message>
            <source>Find a room</source>
            <translation>Trouver un salon</translation>
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished">Rejoindre</translation>
        </message>
        <message>
            <source>Words of its name or topic, or #address:server</source>
            <translation>Mots de son nom ou sujet, ou #adresse:serveur</translation>
        </message>
        <message>
            <source>Room to find</source>
            <translation>Salon à trouver</translation>
        </message>
        <message>
            <source>Another server (optional)</source>
            <translation>Autre serveur (facultatif)</translation>
        </message>
        <message>
            <source>Rooms found</source>
            <translation>Salons trouvés</translation>
        </message>
        <message>
            <source>No room was found.</source>
            <translation>Aucun salon n’a été trouvé.</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation type="unfinished">
                <numerusform>%Ln personne</numerusform>
                <numerusform>%Ln personnes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EmojiPicker</name>
        <message>
            <source>Choose an emoji</source>
            <translation>Choisir un émoji</translation>
        </message>
        <message>
            <source>Search an emoji</source>
            <translation>Chercher un émoji</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Émojis</translation>
        </message>
    </context>
    <context>
        <name>InviteDialog</name>
        <message>
            <source>Invite to {room}</source>
            <translation>Inviter dans {room}</translation>
        </message>
        <message>
            <source>Invite</source>
            <translation>Inviter</translation>
        </message>
    </context>
    <context>
        <name>KeyFiles</name>
        <message>
            <source>Passphrase of the file</source>
            <translation>Phrase de passe du fichier</translation>
        </message>
        <message>
            <source>The same to write the file and to read it.</source>
            <translation>La même pour écrire le fichier et pour le lire.</translation>
        </message>
        <message>
            <source>Export keys…</source>
            <translation>Exporter les clés…</translation>
        </message>
        <message>
            <source>Import keys…</source>
            <translation>Importer des clés…</translation>
        </message>
        <message>
            <source>Type a passphrase first.</source>
            <translation>Saisissez d’abord une phrase de passe.</translation>
        </message>
        <message>
            <source>Export keys</source>
            <translation>Exporter les clés</translation>
        </message>
        <message>
            <source>Import keys</source>
            <translation>Importer des clés</translation>
        </message>
        <message>
            <source>Keys written to {file}.</source>
            <translation>Clés écrites dans {file}.</translation>
        </message>
        <message numerus="yes">
            <source>%n new key(s)</source>
            <translation>
                <numerusform>%n nouvelle clé</numerusform>
                <numerusform>%n nouvelles clés</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Keep</source>
            <translation>Garder</translation>
        </message>
        <message>
            <source>Name, topic and picture</source>
            <translation>Nom, sujet et image</translation>
        </message>
        <message>
            <source>Name of the room</source>
            <translation>Nom du salon</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Sujet</translation>
        </message>
    </context>
    <context>
        <name>NewRoomDialog</name>
        <message>
            <source>New conversation</source>
            <translation>Nouvelle conversation</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Créer</translation>
        </message>
        <message>
            <source>With a person</source>
            <translation>Avec une personne</translation>
        </message>
        <message>
            <source>A private room, by invitation</source>
            <translation>Un salon privé, sur invitation</translation>
        </message>
        <message>
            <source>A room that everybody on the server may find (not encrypted)</source>
            <translation>Un salon que tout le serveur peut trouver (non chiffré)</translation>
        </message>
        <message>
            <source>Name of the room</source>
            <translation>Nom du salon</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Sujet</translation>
        </message>
        <message>
            <source>Encrypted end to end</source>
            <translation type="unfinished">Chiffré de bout en bout</translation>
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message>
            <source>Filter the people</source>
            <translation>Filtrer les personnes</translation>
        </message>
        <message>
            <source>People in this room</source>
            <translation>Personnes du salon</translation>
        </message>
        <message>
            <source>Invite somebody…</source>
            <translation>Inviter quelqu’un…</translation>
        </message>
        <message>
            <source>Offline: the people known here.</source>
            <translation>Hors ligne : les personnes connues ici.</translation>
        </message>
        <message>
            <source>invited</source>
            <translation>invité</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation type="unfinished">
                <numerusform>%Ln personne</numerusform>
                <numerusform>%Ln personnes</numerusform>
            </translation>
        </message>
        <message>
            <source>This is you</source>
            <translation>C’est vous</translation>
        </message>
        <message>
            <source>Mention</source>
            <translation>Mentionner</translation>
        </message>
        <message>
            <source>Write to {who}</source>
            <translation>Écrire à {who}</translation>
        </message>
        <message>
            <source>Verify…</source>
            <translation type="unfinished">Vérifier…</translation>
        </message>
        <message>
            <source>Accept the new identity</source>
            <translation>Accepter la nouvelle identité</translation>
        </message>
        <message>
            <source>Remove from the room</source>
            <translation>Retirer du salon</translation>
        </message>
        <message>
            <source>Ban from the room</source>
            <translation>Bannir du salon</translation>
        </message>
        <message>
            <source>Verified by you</source>
            <translation>Vérifié par vous</translation>
        </message>
        <message>
            <source>The identity has changed</source>
            <translation>L’identité a changé</translation>
        </message>
        <message>
            <source>Not verified</source>
            <translation type="unfinished">Non vérifié</translation>
        </message>
    </context>
    <context>
        <name>PeopleSearch</name>
        <message>
            <source>Name, or @person:server</source>
            <translation>Nom, ou @personne:serveur</translation>
        </message>
        <message>
            <source>People found</source>
            <translation>Personnes trouvées</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personnes</translation>
        </message>
        <message>
            <source>Chosen: {people}</source>
            <translation>Choisis : {people}</translation>
        </message>
    </context>
    <context>
        <name>PictureField</name>
        <message>
            <source>Choose a picture…</source>
            <translation>Choisir une image…</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>Aucune image</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
            <translation>Images (*.png *.jpg *.jpeg *.gif *.webp)</translation>
        </message>
    </context>
    <context>
        <name>PictureViewer</name>
        <message>
            <source>Own size</source>
            <translation>Taille réelle</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation type="unfinished">Enregistrer…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished">Fermer</translation>
        </message>
        <message>
            <source>Fit to the window</source>
            <translation>Ajuster à la fenêtre</translation>
        </message>
    </context>
    <context>
        <name>PinsPanel</name>
        <message>
            <source>Pinned messages</source>
            <translation>Messages épinglés</translation>
        </message>
        <message>
            <source>Nothing is pinned in this room.</source>
            <translation>Rien n’est épinglé dans ce salon.</translation>
        </message>
        <message numerus="yes">
            <source>%n pinned message(s) are not kept here yet.</source>
            <translation>
                <numerusform>%n message épinglé n’est pas encore gardé ici.</numerusform>
                <numerusform>%n messages épinglés ne sont pas encore gardés ici.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Poll</name>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n vote</numerusform>
                <numerusform>%n votes</numerusform>
            </translation>
        </message>
        <message>
            <source>Final result</source>
            <translation>Résultat final</translation>
        </message>
        <message>
            <source>The result is shown once the poll is closed</source>
            <translation>Le résultat s’affichera à la clôture</translation>
        </message>
        <message numerus="yes">
            <source>up to %n answers</source>
            <translation>
                <numerusform>jusqu’à %n réponse</numerusform>
                <numerusform>jusqu’à %n réponses</numerusform>
            </translation>
        </message>
        <message>
            <source>waits to be sent</source>
            <translation>attend d’être envoyé</translation>
        </message>
        <message>
            <source>your choice</source>
            <translation>votre choix</translation>
        </message>
    </context>
    <context>
        <name>PollDialog</name>
        <message>
            <source>New poll in {room}</source>
            <translation>Nouveau sondage dans {room}</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Demander</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Question</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Réponses</translation>
        </message>
        <message>
            <source>Another answer</source>
            <translation>Une autre réponse</translation>
        </message>
        <message>
            <source>Answers that one may choose</source>
            <translation>Nombre de réponses que chacun peut choisir</translation>
        </message>
        <message>
            <source>Everybody sees the votes before the poll is closed</source>
            <translation>Chacun voit les votes avant la clôture</translation>
        </message>
        <message>
            <source>Take this answer away</source>
            <translation>Retirer cette réponse</translation>
        </message>
        <message>
            <source>Answer {number}</source>
            <translation>Réponse {number}</translation>
        </message>
    </context>
    <context>
        <name>PostFiles</name>
        <message>
            <source>No program opens this kind of file: save it instead.</source>
            <translation>Aucun logiciel n’ouvre ce genre de fichier : enregistrez-le plutôt.</translation>
        </message>
        <message>
            <source>This picture cannot be shown.</source>
            <translation>Cette image ne peut pas être montrée.</translation>
        </message>
        <message>
            <source>Open {name}?</source>
            <translation>Ouvrir {name} ?</translation>
        </message>
        <message>
            <source>{name} may run a program. Open it only if you expected it from this person.</source>
            <translation>{name} peut lancer un programme. Ne l’ouvrez que si vous l’attendiez de cette personne.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>{name} saved.</source>
            <translation>{name} enregistré.</translation>
        </message>
    </context>
    <context>
        <name>PostMenu</name>
        <message>
            <source>Answer</source>
            <translation type="unfinished">Répondre</translation>
        </message>
        <message>
            <source>Answer in a thread</source>
            <translation>Répondre dans un fil</translation>
        </message>
        <message>
            <source>React</source>
            <translation type="unfinished">Réagir</translation>
        </message>
        <message>
            <source>Another emoji…</source>
            <translation>Un autre émoji…</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished">Modifier</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>Ouvrir le fichier</translation>
        </message>
        <message>
            <source>Play in the player of your computer</source>
            <translation>Écouter dans le lecteur de l’ordinateur</translation>
        </message>
        <message>
            <source>Save the file…</source>
            <translation>Enregistrer le fichier…</translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation type="unfinished">Copier le texte</translation>
        </message>
        <message>
            <source>Write a letter about it…</source>
            <translation>En faire un courriel…</translation>
        </message>
        <message>
            <source>Make an event of it…</source>
            <translation>En faire un événement…</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Désépingler</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Épingler</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished">Supprimer</translation>
        </message>
        <message>
            <source>Vote</source>
            <translation>Voter</translation>
        </message>
        <message>
            <source>Close the poll</source>
            <translation>Clore le sondage</translation>
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>Online</source>
            <translation>En ligne</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Absent</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
    </context>
    <context>
        <name>ProfileDialog</name>
        <message>
            <source>My name and picture</source>
            <translation>Mon nom et ma photo</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Name that others see</source>
            <translation>Nom que voient les autres</translation>
        </message>
    </context>
    <context>
        <name>QrCode</name>
        <message>
            <source>Code to be scanned by the other device</source>
            <translation>Code à scanner avec l’autre appareil</translation>
        </message>
    </context>
    <context>
        <name>QuickReply</name>
        <message>
            <source>Answer in {room}</source>
            <translation>Répondre dans {room}</translation>
        </message>
        <message>
            <source>Open the conversation</source>
            <translation>Ouvrir la conversation</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
    </context>
    <context>
        <name>RecoverForm</name>
        <message>
            <source>Recovery key or passphrase</source>
            <translation>Clé de récupération ou phrase de passe</translation>
        </message>
        <message>
            <source>As you kept it when recovery was set up.</source>
            <translation>Telle que vous l’avez gardée en mettant la récupération en place.</translation>
        </message>
        <message>
            <source>Recover my messages</source>
            <translation>Récupérer mes messages</translation>
        </message>
    </context>
    <context>
        <name>RecoveryKeyCard</name>
        <message>
            <source>Your recovery key</source>
            <translation>Votre clé de récupération</translation>
        </message>
        <message>
            <source>It brings your encrypted messages back on another computer, and is shown this once. Keep it on paper or in a password safe: whoever has it can read everything.</source>
            <translation>Elle rend vos messages chiffrés sur un autre ordinateur et n’est montrée que cette fois. Gardez-la sur papier ou dans un coffre de mots de passe : qui la possède peut tout lire.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Enregistrer…</translation>
        </message>
        <message>
            <source>Recovery key: {key}</source>
            <translation>Clé de récupération : {key}</translation>
        </message>
        <message>
            <source>Recovery key copied. Paste it somewhere safe, outside this computer.</source>
            <translation>Clé de récupération copiée. Collez-la en lieu sûr, hors de cet ordinateur.</translation>
        </message>
        <message>
            <source>Save the recovery key</source>
            <translation>Enregistrer la clé de récupération</translation>
        </message>
        <message>
            <source>Écritoire: recovery key of your encrypted chat</source>
            <translation>Écritoire : clé de récupération de vos discussions chiffrées</translation>
        </message>
        <message>
            <source>Recovery key saved. Move the file off this computer.</source>
            <translation>Clé de récupération enregistrée. Sortez le fichier de cet ordinateur.</translation>
        </message>
    </context>
    <context>
        <name>RoomColumn</name>
        <message>
            <source>Rooms</source>
            <translation type="unfinished">Salons</translation>
        </message>
        <message>
            <source>Filter the rooms</source>
            <translation type="unfinished">Filtrer les salons</translation>
        </message>
        <message>
            <source>Which rooms</source>
            <translation>Quels salons</translation>
        </message>
        <message>
            <source>Security of your chat…</source>
            <translation type="unfinished">Sécurité des discussions…</translation>
        </message>
        <message>
            <source>New conversation, a room to join, my profile</source>
            <translation>Nouvelle conversation, salon à rejoindre, mon profil</translation>
        </message>
        <message>
            <source>All conversations</source>
            <translation>Toutes les conversations</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Non lues</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personnes</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favori</translation>
        </message>
        <message>
            <source>Low priority</source>
            <translation>Peu prioritaire</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>En sourdine</translation>
        </message>
        <message>
            <source>New conversation…</source>
            <translation>Nouvelle conversation…</translation>
        </message>
        <message>
            <source>Find a room…</source>
            <translation>Trouver un salon…</translation>
        </message>
        <message>
            <source>My name and picture…</source>
            <translation>Mon nom et ma photo…</translation>
        </message>
    </context>
    <context>
        <name>RoomDelegate</name>
        <message>
            <source>Invitation</source>
            <translation>Invitation</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Brouillon</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%Ln personne</numerusform>
                <numerusform>%Ln personnes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoomModel</name>
        <message>
            <source>invitation</source>
            <translation>invitation</translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%Ln non lu</numerusform>
                <numerusform>%Ln non lus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mention(s)</source>
            <translation>
                <numerusform>%Ln mention</numerusform>
                <numerusform>%Ln mentions</numerusform>
            </translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation>chiffré</translation>
        </message>
    </context>
    <context>
        <name>Safety</name>
        <message>
            <source>This device is not verified: older encrypted messages stay closed here.</source>
            <translation>Cet appareil n’est pas vérifié : les anciens messages chiffrés restent fermés ici.</translation>
        </message>
        <message>
            <source>Verify…</source>
            <translation>Vérifier…</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>This chat account has expired. What you have is kept here; renew it by the link in the mail.</source>
            <translation>Ce compte de discussion a expiré. Ce que vous avez est gardé ici ; renouvelez-le par le lien reçu par courriel.</translation>
        </message>
        <message>
            <source>Send the mail again</source>
            <translation>Renvoyer le courriel</translation>
        </message>
        <message>
            <source>I have renewed it</source>
            <translation>Je l’ai renouvelé</translation>
        </message>
        <message>
            <source>The mail is on its way. Follow its link, then come back here.</source>
            <translation>Le courriel est en route. Suivez son lien, puis revenez ici.</translation>
        </message>
        <message>
            <source>{person} asks to verify, from {device}.</source>
            <translation>{person} demande une vérification, depuis {device}.</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Refuser</translation>
        </message>
    </context>
    <context>
        <name>SearchPanel</name>
        <message>
            <source>Search what was said</source>
            <translation>Chercher ce qui a été dit</translation>
        </message>
        <message>
            <source>In all rooms</source>
            <translation>Dans tous les salons</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Ce qui a été trouvé</translation>
        </message>
        <message>
            <source>Day to go to</source>
            <translation>Jour où aller</translation>
        </message>
        <message>
            <source>Go to the day</source>
            <translation>Aller au jour</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) found</source>
            <translation>
                <numerusform>%n message trouvé</numerusform>
                <numerusform>%n messages trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing found here.</source>
            <translation>Rien trouvé ici.</translation>
        </message>
    </context>
    <context>
        <name>SecurityDialog</name>
        <message>
            <source>Security of your chat</source>
            <translation>Sécurité des discussions</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Question posée au serveur…</translation>
        </message>
        <message>
            <source>Verify from another device…</source>
            <translation>Vérifier depuis un autre appareil…</translation>
        </message>
        <message>
            <source>Your sessions</source>
            <translation>Vos sessions</translation>
        </message>
        <message>
            <source>Files of keys</source>
            <translation>Fichiers de clés</translation>
        </message>
        <message>
            <source>To carry your encrypted history to another program, or from one.</source>
            <translation>Pour porter votre historique chiffré vers un autre logiciel, ou l’en apporter.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>The session was signed out.</source>
            <translation>La session est déconnectée.</translation>
        </message>
        <message numerus="yes">
            <source>%n message key(s) recovered</source>
            <translation>
                <numerusform>%n clé de message récupérée</numerusform>
                <numerusform>%n clés de messages récupérées</numerusform>
            </translation>
        </message>
        <message>
            <source>Your account has no encryption identity yet. Set recovery up, so that your encrypted messages can be brought back on another computer.</source>
            <translation>Votre compte n’a pas encore d’identité de chiffrement. Mettez la récupération en place pour que vos messages chiffrés puissent revenir sur un autre ordinateur.</translation>
        </message>
        <message>
            <source>This device is not verified: others are warned of it, and older encrypted messages stay closed here.</source>
            <translation>Cet appareil n’est pas vérifié : les autres en sont avertis, et les anciens messages chiffrés restent fermés ici.</translation>
        </message>
        <message>
            <source>This device is verified, but message keys are not backed up.</source>
            <translation>Cet appareil est vérifié, mais les clés des messages ne sont pas sauvegardées.</translation>
        </message>
        <message>
            <source>This device is verified, and message keys are backed up.</source>
            <translation>Cet appareil est vérifié, et les clés des messages sont sauvegardées.</translation>
        </message>
    </context>
    <context>
        <name>SetUpForm</name>
        <message>
            <source>Password of the account</source>
            <translation>Mot de passe du compte</translation>
        </message>
        <message>
            <source>The server asks for it once more.</source>
            <translation>Le serveur le demande une fois de plus.</translation>
        </message>
        <message>
            <source>Passphrase (optional)</source>
            <translation>Phrase de passe (facultative)</translation>
        </message>
        <message>
            <source>It opens the recovery beside the key that you will be shown.</source>
            <translation>Elle ouvre la récupération, à côté de la clé qui va vous être montrée.</translation>
        </message>
        <message>
            <source>Set recovery up</source>
            <translation>Mettre la récupération en place</translation>
        </message>
    </context>
    <context>
        <name>ThreadPanel</name>
        <message>
            <source>Messages of the thread</source>
            <translation>Messages du fil</translation>
        </message>
        <message>
            <source>Answer in the thread</source>
            <translation>Répondre dans le fil</translation>
        </message>
    </context>
    <context>
        <name>TimelineDelegate</name>
        <message>
            <source> (edited)</source>
            <translation> (modifié)</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) in the thread</source>
            <translation>
                <numerusform>%n réponse dans le fil</numerusform>
                <numerusform>%n réponses dans le fil</numerusform>
            </translation>
        </message>
        <message>
            <source>Messages are missing here: bring them</source>
            <translation>Des messages manquent ici : les apporter</translation>
        </message>
        <message>
            <source>New messages</source>
            <translation>Nouveaux messages</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Messages</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>Opens in the player of your computer</source>
            <translation>S’ouvre dans le lecteur de l’ordinateur</translation>
        </message>
    </context>
    <context>
        <name>VerificationDialog</name>
        <message>
            <source>Verification</source>
            <translation>Vérification</translation>
        </message>
        <message>
            <source>Compare pictures instead</source>
            <translation>Comparer plutôt des images</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>Waiting for the other side…</source>
            <translation>En attente de l’autre côté…</translation>
        </message>
        <message>
            <source>Verify {who}</source>
            <translation>Vérifier {who}</translation>
        </message>
        <message>
            <source>Accept the request on the other device.</source>
            <translation>Acceptez la demande sur l’autre appareil.</translation>
        </message>
        <message>
            <source>{who} asks you to verify</source>
            <translation>{who} vous demande une vérification</translation>
        </message>
        <message>
            <source>You will compare seven pictures, on the phone or side by side.</source>
            <translation>Vous allez comparer sept images, au téléphone ou côte à côte.</translation>
        </message>
        <message>
            <source>Do you both see the same pictures, in the same order?</source>
            <translation>Voyez-vous tous deux les mêmes images, dans le même ordre ?</translation>
        </message>
        <message>
            <source>Read them aloud, over another channel than this chat.</source>
            <translation>Lisez-les à voix haute, par un autre canal que cette discussion.</translation>
        </message>
        <message>
            <source>You said that they are the same.</source>
            <translation>Vous avez dit qu’elles sont les mêmes.</translation>
        </message>
        <message>
            <source>{who} is verified</source>
            <translation>{who} est vérifié</translation>
        </message>
        <message>
            <source>Nothing was verified</source>
            <translation>Rien n’a été vérifié</translation>
        </message>
        <message>
            <source>Scan this code with the other device</source>
            <translation>Scannez ce code avec l’autre appareil</translation>
        </message>
        <message>
            <source>This computer shows codes and cannot read any: without a camera over there, compare pictures.</source>
            <translation>Cet ordinateur montre des codes et n’en lit pas : si l’autre appareil n’a pas d’appareil photo, comparez des images.</translation>
        </message>
        <message>
            <source>Does the other device say that it went well?</source>
            <translation>L’autre appareil dit-il que tout va bien ?</translation>
        </message>
        <message>
            <source>Somebody scanned the code. Agree only if it was the device in front of you, and it shows a green sign.</source>
            <translation>Quelqu’un a scanné le code. N’acceptez que si c’est l’appareil que vous avez devant vous, et qu’il montre un signe vert.</translation>
        </message>
        <message>
            <source>From now on a change of identity will be told to you.</source>
            <translation>Désormais, un changement d’identité vous sera signalé.</translation>
        </message>
        <message>
            <source>Known to this device only: it is not verified itself, so others are not told.</source>
            <translation>Connu de cet appareil seul : il n’est pas vérifié lui-même, les autres ne l’apprennent donc pas.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>They are the same</source>
            <translation>Ce sont les mêmes</translation>
        </message>
        <message>
            <source>Yes, it does</source>
            <translation>Oui</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>They are different</source>
            <translation>Elles sont différentes</translation>
        </message>
        <message>
            <source>One of both sides ended it.</source>
            <translation>L’un des deux côtés y a mis fin.</translation>
        </message>
        <message>
            <source>It took too long.</source>
            <translation>Cela a pris trop de temps.</translation>
        </message>
        <message>
            <source>It goes on from another device.</source>
            <translation>Elle continue depuis un autre appareil.</translation>
        </message>
        <message>
            <source>The pictures differ: somebody may be listening in. Try again over another network.</source>
            <translation>Les images diffèrent : quelqu’un est peut-être à l’écoute. Recommencez par un autre réseau.</translation>
        </message>
        <message>
            <source>The keys differ: somebody may be listening in. Try again over another network.</source>
            <translation>Les clés diffèrent : quelqu’un est peut-être à l’écoute. Recommencez par un autre réseau.</translation>
        </message>
        <message>
            <source>The other side ended it ({code}).</source>
            <translation>L’autre côté y a mis fin ({code}).</translation>
        </message>
    </context>
</TS>
