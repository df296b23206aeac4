<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>Asking</name>
        <message>
            <source>New folder</source>
            <translation>Nouveau dossier</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Créer</translation>
        </message>
        <message>
            <source>New document</source>
            <translation>Nouveau document</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Renommer</translation>
        </message>
    </context>
    <context>
        <name>Beside</name>
        <message>
            <source>Trash of “{name}”</source>
            <translation>Corbeille de « {name} »</translation>
        </message>
        <message>
            <source>Versions of “{name}”</source>
            <translation>Versions de « {name} »</translation>
        </message>
        <message>
            <source>Share “{name}” by a link</source>
            <translation>Partager « {name} » par un lien</translation>
        </message>
    </context>
    <context>
        <name>Breadcrumb</name>
        <message>
            <source>Where you are</source>
            <translation>Où vous êtes</translation>
        </message>
        <message>
            <source>Folders in between</source>
            <translation>Dossiers intermédiaires</translation>
        </message>
    </context>
    <context>
        <name>Carrying</name>
        <message>
            <source>Upload files</source>
            <translation>Téléverser des fichiers</translation>
        </message>
        <message>
            <source>Upload a folder</source>
            <translation>Téléverser un dossier</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>Enregistrer sous</translation>
        </message>
        <message>
            <source>Save into</source>
            <translation>Enregistrer dans</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Enregistré : {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n saved</source>
            <translation>
                <numerusform>%n élément enregistré</numerusform>
                <numerusform>%n éléments enregistrés</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>Compare “{name}”</source>
            <translation>Comparer « {name} »</translation>
        </message>
        <message>
            <source>Bringing both sides…</source>
            <translation>Récupération des deux versions…</translation>
        </message>
        <message>
            <source>All on the left</source>
            <translation>Tout à gauche</translation>
        </message>
        <message>
            <source>All on the right</source>
            <translation>Tout à droite</translation>
        </message>
        <message>
            <source>Difference before (Shift+F8)</source>
            <translation>Différence précédente (Maj+F8)</translation>
        </message>
        <message>
            <source>Next difference (F8)</source>
            <translation>Différence suivante (F8)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished">Fermer</translation>
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished">Ouvrir</translation>
        </message>
        <message>
            <source>Open in another program: {side}</source>
            <translation>Ouvrir dans un autre programme : {side}</translation>
        </message>
        <message>
            <source>This kind of file cannot be compared here. Open both sides in their program.</source>
            <translation>Ce type de fichier ne peut pas être comparé ici. Ouvrez les deux versions dans leur programme.</translation>
        </message>
        <message>
            <source>The text is the same on both sides.</source>
            <translation>Le texte est le même des deux côtés.</translation>
        </message>
        <message>
            <source>Pictures, notes and page settings stay as on the left.</source>
            <translation>Les images, les notes et la mise en page restent comme à gauche.</translation>
        </message>
        <message numerus="yes">
            <source>%n difference(s) hold what cannot be taken over from the right.</source>
            <translation>
                <numerusform>%n différence contient ce qui ne peut pas être repris de droite.</numerusform>
                <numerusform>%n différences contiennent ce qui ne peut pas être repris de droite.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n difference(s)</source>
            <translation>
                <numerusform>%n différence</numerusform>
                <numerusform>%n différences</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken from the right</source>
            <translation>
                <numerusform>%n prise à droite</numerusform>
                <numerusform>%n prises à droite</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Comparing</name>
        <message>
            <source>Yours</source>
            <translation type="unfinished">La vôtre</translation>
        </message>
        <message>
            <source>Server’s</source>
            <translation type="unfinished">Celle du serveur</translation>
        </message>
        <message>
            <source>Save what is chosen</source>
            <translation>Enregistrer ce qui est choisi</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation type="unfinished">Garder les deux</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation type="unfinished">Garder la mienne</translation>
        </message>
        <message>
            <source>Keep the server’s</source>
            <translation type="unfinished">Garder celle du serveur</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Maintenant</translation>
        </message>
        <message>
            <source>Take over what is chosen</source>
            <translation>Reprendre ce qui est choisi</translation>
        </message>
        <message>
            <source>Restore this version</source>
            <translation>Rétablir cette version</translation>
        </message>
        <message>
            <source>Version of {date}</source>
            <translation>Version du {date}</translation>
        </message>
        <message>
            <source>Restored. What was there before is a version now.</source>
            <translation type="unfinished">Rétablie. Ce qui était là avant est maintenant une version.</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation type="unfinished">Enregistré : {name}</translation>
        </message>
    </context>
    <context>
        <name>Emptiness</name>
        <message>
            <source>No drive yet</source>
            <translation type="unfinished">Pas encore d’espace de fichiers</translation>
        </message>
        <message>
            <source>An account with files (WebDAV, S3…) shows its drives here, offline too.</source>
            <translation type="unfinished">Un compte avec des fichiers (WebDAV, S3…) montre ses espaces ici, hors ligne aussi.</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation type="unfinished">Ajouter un compte…</translation>
        </message>
        <message>
            <source>Words are looked for in the names of everything that your drives list.</source>
            <translation>Les mots sont cherchés dans les noms de tout ce que contiennent vos espaces.</translation>
        </message>
        <message>
            <source>Nothing of that name in any drive</source>
            <translation>Rien de ce nom dans aucun espace</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Revenir</translation>
        </message>
        <message>
            <source>No name holds these letters</source>
            <translation type="unfinished">Aucun nom ne contient ces lettres</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation type="unfinished">Tout afficher</translation>
        </message>
        <message>
            <source>Nothing is pinned</source>
            <translation type="unfinished">Rien n’est épinglé</translation>
        </message>
        <message>
            <source>Pin a folder or a file, and it is always here, also without a network.</source>
            <translation type="unfinished">Épinglez un dossier ou un fichier : il est toujours ici, même sans réseau.</translation>
        </message>
        <message>
            <source>What is found appears at once.</source>
            <translation type="unfinished">Ce qui est trouvé s’affiche aussitôt.</translation>
        </message>
        <message>
            <source>This drive is being read</source>
            <translation type="unfinished">Cet espace est en cours de lecture</translation>
        </message>
        <message>
            <source>This folder is empty</source>
            <translation type="unfinished">Ce dossier est vide</translation>
        </message>
        <message>
            <source>You may read here, not write.</source>
            <translation type="unfinished">Vous pouvez lire ici, pas écrire.</translation>
        </message>
        <message>
            <source>Drop files or folders here from your desktop, or choose them.</source>
            <translation type="unfinished">Déposez ici des fichiers ou des dossiers depuis votre bureau, ou choisissez-les.</translation>
        </message>
        <message>
            <source>Upload files…</source>
            <translation type="unfinished">Téléverser des fichiers…</translation>
        </message>
    </context>
    <context>
        <name>FileActions</name>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>Ouvrir dans un autre programme</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Afficher dans son dossier</translation>
        </message>
        <message>
            <source>Folder above</source>
            <translation>Dossier parent</translation>
        </message>
        <message>
            <source>New folder…</source>
            <translation>Nouveau dossier…</translation>
        </message>
        <message>
            <source>New text document (ODT)…</source>
            <translation>Nouveau document texte (ODT)…</translation>
        </message>
        <message>
            <source>New text document (DOCX)…</source>
            <translation>Nouveau document texte (DOCX)…</translation>
        </message>
        <message>
            <source>Upload files…</source>
            <translation>Téléverser des fichiers…</translation>
        </message>
        <message>
            <source>Upload a folder…</source>
            <translation>Téléverser un dossier…</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Enregistrer sous…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>Couper</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Coller</translation>
        </message>
        <message>
            <source>Always available offline</source>
            <translation>Toujours disponible hors ligne</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Versions…</source>
            <translation>Versions…</translation>
        </message>
        <message>
            <source>Share by a link…</source>
            <translation>Partager par un lien…</translation>
        </message>
        <message>
            <source>Share with people…</source>
            <translation>Partager avec des personnes…</translation>
        </message>
        <message>
            <source>Trash of this drive…</source>
            <translation>Corbeille de cet espace…</translation>
        </message>
        <message>
            <source>Filter this folder</source>
            <translation>Filtrer ce dossier</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchroniser maintenant</translation>
        </message>
    </context>
    <context>
        <name>FileBar</name>
        <message>
            <source>Filter this folder</source>
            <translation>Filtrer ce dossier</translation>
        </message>
        <message>
            <source>In all drives</source>
            <translation>Dans tous les espaces</translation>
        </message>
        <message>
            <source>Look for these words in all drives (Enter)</source>
            <translation>Chercher ces mots dans tous les espaces (Entrée)</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
        <message>
            <source>Upload</source>
            <translation>Téléverser</translation>
        </message>
        <message>
            <source>Show or hide the preview</source>
            <translation>Afficher ou masquer l’aperçu</translation>
        </message>
    </context>
    <context>
        <name>FileIntents</name>
        <message numerus="yes">
            <source>%n file(s) or folder(s) taken in</source>
            <translation>
                <numerusform>%n élément pris en charge</numerusform>
                <numerusform>%n éléments pris en charge</numerusform>
            </translation>
        </message>
        <message>
            <source>Renamed to “{name}”</source>
            <translation>Renommé en « {name} »</translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%n élément déplacé</numerusform>
                <numerusform>%n éléments déplacés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n on the way to another drive; the original goes once it is there</source>
            <translation>
                <numerusform>%n élément en route vers un autre espace ; l’original disparaît une fois arrivé</numerusform>
                <numerusform>%n éléments en route vers un autre espace ; les originaux disparaissent une fois arrivés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied</source>
            <translation>
                <numerusform>%n élément copié</numerusform>
                <numerusform>%n éléments copiés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted</source>
            <translation>
                <numerusform>%n élément supprimé</numerusform>
                <numerusform>%n éléments supprimés</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FileModel</name>
        <message>
            <source>folder</source>
            <translation>dossier</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modifié</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
    </context>
    <context>
        <name>FileStates</name>
        <message>
            <source>Changed on both sides</source>
            <translation>Modifié des deux côtés</translation>
        </message>
        <message>
            <source>Refused by the server</source>
            <translation>Refusé par le serveur</translation>
        </message>
        <message>
            <source>Perhaps done</source>
            <translation>Peut-être fait</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>En cours d’envoi</translation>
        </message>
        <message>
            <source>Moves to another drive</source>
            <translation>En route vers un autre espace</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>En attente d’envoi</translation>
        </message>
        <message>
            <source>Available offline</source>
            <translation>Disponible hors ligne</translation>
        </message>
        <message>
            <source>Synchronised</source>
            <translation>Synchronisé</translation>
        </message>
        <message>
            <source>Here and synchronised</source>
            <translation>Ici et synchronisé</translation>
        </message>
        <message>
            <source>An older version is here</source>
            <translation>Une version plus ancienne est ici</translation>
        </message>
        <message>
            <source>Is being brought here</source>
            <translation>Arrive ici</translation>
        </message>
        <message>
            <source>On the server</source>
            <translation>Sur le serveur</translation>
        </message>
        <message>
            <source>Shared by you</source>
            <translation>Partagé par vous</translation>
        </message>
        <message>
            <source>Shared with you</source>
            <translation>Partagé avec vous</translation>
        </message>
        <message>
            <source>Shared by a link</source>
            <translation>Partagé par un lien</translation>
        </message>
        <message>
            <source>You may read this, not change it.</source>
            <translation>Vous pouvez le lire, pas le modifier.</translation>
        </message>
        <message>
            <source>A name needs at least one letter or figure.</source>
            <translation>Un nom a besoin d’au moins une lettre ou un chiffre.</translation>
        </message>
        <message>
            <source>Windows drops a point or a blank at the end of a name: take it away.</source>
            <translation>Windows supprime un point ou une espace à la fin d’un nom : enlevez-le.</translation>
        </message>
        <message>
            <source>These characters cannot be used on every computer: &lt; &gt; : " / \ | ? *</source>
            <translation>Ces caractères ne peuvent pas servir sur tous les ordinateurs : &lt; &gt; : " / \ | ? *</translation>
        </message>
        <message>
            <source>Windows keeps this name for itself (CON, NUL, COM1…): add a word to it.</source>
            <translation>Windows garde ce nom pour lui-même (CON, NUL, COM1…) : ajoutez-y un mot.</translation>
        </message>
        <message>
            <source>This name is too long: many computers allow 255 bytes.</source>
            <translation>Ce nom est trop long : beaucoup d’ordinateurs s’arrêtent à 255 octets.</translation>
        </message>
    </context>
    <context>
        <name>FileView</name>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
    </context>
    <context>
        <name>FilesArea</name>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>Available offline</source>
            <translation>Disponible hors ligne</translation>
        </message>
        <message>
            <source>“{text}” in all drives</source>
            <translation>« {text} » dans tous les espaces</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) were changed here and elsewhere. Choose one to settle it: {names}</source>
            <translation>
                <numerusform>%n fichier a été modifié ici et ailleurs. Choisissez-le pour trancher : {names}</numerusform>
                <numerusform>%n fichiers ont été modifiés ici et ailleurs. Choisissez-en un pour trancher : {names}</numerusform>
            </translation>
        </message>
        <message>
            <source>“{name}” is open in another program. What you save there comes back.</source>
            <translation>« {name} » est ouvert dans un autre programme. Ce que vous y enregistrez revient ici.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>LinksDialog</name>
        <message>
            <source>Whoever has the link may change it</source>
            <translation>Qui a le lien peut modifier</translation>
        </message>
        <message>
            <source>Ends after</source>
            <translation>Prend fin après le</translation>
        </message>
        <message>
            <source>Last day of the link</source>
            <translation>Dernier jour du lien</translation>
        </message>
        <message>
            <source>Make a link</source>
            <translation>Créer un lien</translation>
        </message>
        <message>
            <source>Password (if one is wanted)</source>
            <translation>Mot de passe (facultatif)</translation>
        </message>
        <message>
            <source>Nobody outside sees it: there is no link.</source>
            <translation>Personne ne le voit de l’extérieur : il n’y a pas de lien.</translation>
        </message>
        <message>
            <source>may be changed</source>
            <translation>modification permise</translation>
        </message>
        <message>
            <source>for reading</source>
            <translation>lecture seule</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>jusqu’au {date}</translation>
        </message>
        <message>
            <source>with a password</source>
            <translation>avec mot de passe</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished">Copier</translation>
        </message>
        <message>
            <source>Copy the link</source>
            <translation>Copier le lien</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Mettre fin</translation>
        </message>
        <message>
            <source>End the link</source>
            <translation>Mettre fin au lien</translation>
        </message>
        <message>
            <source>The link is in the clipboard.</source>
            <translation>Le lien est dans le presse-papiers.</translation>
        </message>
    </context>
    <context>
        <name>ListDialog</name>
        <message>
            <source>Asking the server…</source>
            <translation type="unfinished">Le serveur est interrogé…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished">Fermer</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>There is already something of this name here.</source>
            <translation>Il y a déjà quelque chose de ce nom ici.</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>{name} is a program. Opening it can harm this computer.</source>
            <translation>{name} est un programme. L’ouvrir peut nuire à cet ordinateur.</translation>
        </message>
        <message>
            <source>{name} may contain macros. Open it only if you know where it comes from.</source>
            <translation>{name} peut contenir des macros. Ne l’ouvrez que si vous savez d’où il vient.</translation>
        </message>
        <message>
            <source>{name} is a web page that opens in your browser and may imitate a site you know.</source>
            <translation>{name} est une page web qui s’ouvre dans votre navigateur et peut imiter un site que vous connaissez.</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>Ouvrir le fichier</translation>
        </message>
        <message>
            <source>Open anyway</source>
            <translation>Ouvrir quand même</translation>
        </message>
        <message>
            <source>Opened for reading: changes made there are not kept.</source>
            <translation>Ouvert en lecture : les modifications faites là-bas ne sont pas gardées.</translation>
        </message>
        <message>
            <source>No program opens this kind of file: save it instead.</source>
            <translation>Aucun programme n’ouvre ce type de fichier : enregistrez-le plutôt.</translation>
        </message>
    </context>
    <context>
        <name>PeopleDialog</name>
        <message>
            <source>Share “{name}” with people</source>
            <translation>Partager « {name} » avec des personnes</translation>
        </message>
        <message>
            <source>Name, group or address</source>
            <translation>Nom, groupe ou adresse</translation>
        </message>
        <message>
            <source>What they may do</source>
            <translation>Ce qui est permis</translation>
        </message>
        <message>
            <source>Ends after</source>
            <translation>Prend fin après</translation>
        </message>
        <message>
            <source>Last day of the sharing</source>
            <translation>Dernier jour du partage</translation>
        </message>
        <message>
            <source>Password (if one is wanted)</source>
            <translation>Mot de passe (si vous en voulez un)</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Partager</translation>
        </message>
        <message>
            <source>With whom</source>
            <translation>Avec qui</translation>
        </message>
        <message>
            <source>It is shared with nobody by name.</source>
            <translation>Ce n’est partagé avec personne nommément.</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>jusqu’au {date}</translation>
        </message>
        <message>
            <source>with a password</source>
            <translation>avec un mot de passe</translation>
        </message>
        <message>
            <source>What {name} may do</source>
            <translation>Ce que peut faire {name}</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Mettre fin</translation>
        </message>
        <message>
            <source>No longer share with {name}</source>
            <translation>Ne plus partager avec {name}</translation>
        </message>
        <message>
            <source>Nobody of that name.</source>
            <translation>Personne de ce nom.</translation>
        </message>
        <message>
            <source>Shared with {name}</source>
            <translation>Partagé avec {name}</translation>
        </message>
        <message>
            <source>No longer shared with {name}</source>
            <translation>N’est plus partagé avec {name}</translation>
        </message>
    </context>
    <context>
        <name>PlaceModel</name>
        <message>
            <source>Available offline</source>
            <translation>Disponible hors ligne</translation>
        </message>
    </context>
    <context>
        <name>PlaceView</name>
        <message>
            <source>Drives and folders</source>
            <translation>Espaces et dossiers</translation>
        </message>
    </context>
    <context>
        <name>PreviewPane</name>
        <message>
            <source>Preview</source>
            <translation>Aperçu</translation>
        </message>
        <message>
            <source>Text of the file</source>
            <translation>Texte du fichier</translation>
        </message>
        <message>
            <source>Show a preview</source>
            <translation>Afficher un aperçu</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n élément choisi</numerusform>
                <numerusform>%n éléments choisis</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a file to see it here.</source>
            <translation>Choisissez un fichier pour le voir ici.</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ouvrir le dossier</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modifié</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Emplacement</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Sharing</source>
            <translation>Partage</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Droits</translation>
        </message>
        <message>
            <source>This file is too large for a preview.</source>
            <translation>Ce fichier est trop volumineux pour un aperçu.</translation>
        </message>
        <message>
            <source>This file is on the server.</source>
            <translation>Ce fichier est sur le serveur.</translation>
        </message>
        <message>
            <source>There is no preview of this kind of file.</source>
            <translation>Il n’y a pas d’aperçu de ce type de fichier.</translation>
        </message>
        <message>
            <source>This picture cannot be shown.</source>
            <translation>Cette image ne peut pas être affichée.</translation>
        </message>
        <message>
            <source>Preview of {name}</source>
            <translation>Aperçu de {name}</translation>
        </message>
    </context>
    <context>
        <name>Putting</name>
        <message>
            <source>A name is taken</source>
            <translation>Un nom est déjà pris</translation>
        </message>
        <message>
            <source>There is already “{name}” in this folder.</source>
            <translation>Il y a déjà « {name} » dans ce dossier.</translation>
        </message>
        <message numerus="yes">
            <source>%n names are taken in this folder.</source>
            <translation>
                <numerusform>%n nom est déjà pris dans ce dossier.</numerusform>
                <numerusform>%n noms sont déjà pris dans ce dossier.</numerusform>
            </translation>
        </message>
        <message>
            <source>Replaced files keep their earlier versions where the drive keeps versions.</source>
            <translation>Un fichier remplacé garde ses versions précédentes là où l’espace garde des versions.</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>Garder les deux</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Remplacer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>QuotaBar</name>
        <message>
            <source>{used} used of {total}</source>
            <translation>{used} utilisés sur {total}</translation>
        </message>
        <message>
            <source>{used} used</source>
            <translation>{used} utilisés</translation>
        </message>
    </context>
    <context>
        <name>Sharees</name>
        <message>
            <source>Person</source>
            <translation>Personne</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Groupe</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Équipe</translation>
        </message>
        <message>
            <source>By a letter</source>
            <translation>Par un courriel</translation>
        </message>
        <message>
            <source>On another server</source>
            <translation>Sur un autre serveur</translation>
        </message>
    </context>
    <context>
        <name>TransferLine</name>
        <message>
            <source>Try again: {name}</source>
            <translation>Réessayer : {name}</translation>
        </message>
        <message>
            <source>Go on: {name}</source>
            <translation>Reprendre : {name}</translation>
        </message>
        <message>
            <source>Pause: {name}</source>
            <translation>Suspendre : {name}</translation>
        </message>
        <message>
            <source>Cancel: {name}</source>
            <translation>Annuler : {name}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Suspendu</translation>
        </message>
        <message>
            <source>Refused by the server</source>
            <translation>Refusé par le serveur</translation>
        </message>
        <message>
            <source>{done} of {size}</source>
            <translation>{done} sur {size}</translation>
        </message>
        <message>
            <source>Waiting · {size}</source>
            <translation>En attente · {size}</translation>
        </message>
    </context>
    <context>
        <name>TransfersPane</name>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>Pause everything</source>
            <translation>Tout suspendre</translation>
        </message>
        <message>
            <source>Let everything go on</source>
            <translation>Tout reprendre</translation>
        </message>
        <message>
            <source>Fold the transfers</source>
            <translation>Replier les transferts</translation>
        </message>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfert</numerusform>
                <numerusform>%n transferts</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the transfers</source>
            <translation>Déplier les transferts</translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message>
            <source>Empty the trash</source>
            <translation>Vider la corbeille</translation>
        </message>
        <message>
            <source>The trash is empty.</source>
            <translation>La corbeille est vide.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Restore {name}</source>
            <translation>Rétablir {name}</translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>Supprimer définitivement</translation>
        </message>
        <message>
            <source>Delete {name} for good</source>
            <translation>Supprimer définitivement {name}</translation>
        </message>
        <message>
            <source>Restored: {name}</source>
            <translation>Rétabli : {name}</translation>
        </message>
    </context>
    <context>
        <name>TroubleCard</name>
        <message>
            <source>Yours</source>
            <translation>La vôtre</translation>
        </message>
        <message>
            <source>Server’s</source>
            <translation>Celle du serveur</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Comparer…</translation>
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
            <source>Keep the server’s</source>
            <translation>Garder celle du serveur</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <source>This file was changed here and on the server. Both versions are kept until you choose.</source>
            <translation>Ce fichier a été modifié ici et sur le serveur. Les deux versions sont gardées jusqu’à votre choix.</translation>
        </message>
        <message>
            <source>The server refused this.</source>
            <translation>Le serveur a refusé.</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>supprimé</translation>
        </message>
    </context>
    <context>
        <name>VersionsDialog</name>
        <message>
            <source>The server keeps no earlier version of this file.</source>
            <translation>Le serveur ne garde aucune version précédente de ce fichier.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Restore the version of {date}</source>
            <translation>Rétablir la version du {date}</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Compare the version of {date} with the one of now</source>
            <translation>Comparer la version du {date} avec celle de maintenant</translation>
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished">Ouvrir</translation>
        </message>
        <message>
            <source>Open the version of {date}</source>
            <translation>Ouvrir la version du {date}</translation>
        </message>
        <message>
            <source>Restored. What was there before is a version now.</source>
            <translation>Rétablie. Ce qui était là avant est maintenant une version.</translation>
        </message>
    </context>
    <context>
        <name>_Rights</name>
        <message>
            <source>May read</source>
            <translation>Peut lire</translation>
        </message>
        <message>
            <source>May read and pass on</source>
            <translation>Peut lire et repartager</translation>
        </message>
        <message>
            <source>May change</source>
            <translation>Peut modifier</translation>
        </message>
        <message>
            <source>May change and pass on</source>
            <translation>Peut modifier et repartager</translation>
        </message>
    </context>
</TS>
