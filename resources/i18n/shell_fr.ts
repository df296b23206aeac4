<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>AboutPage</name>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
        <message>
            <source>Version {version} · Qt {qt}</source>
            <translation>Version {version} · Qt {qt}</translation>
        </message>
        <message>
            <source>What is new</source>
            <translation>Nouveautés</translation>
        </message>
        <message>
            <source>Newer version</source>
            <translation>Nouvelle version</translation>
        </message>
        <message>
            <source>Free software under the European Union Public Licence 1.2. It sends nothing about you to anyone: it speaks only to the servers of your accounts and of your administration.</source>
            <translation>Logiciel libre sous licence publique de l’Union européenne 1.2. Il n’envoie rien sur vous à personne : il ne parle qu’aux serveurs de vos comptes et de votre administration.</translation>
        </message>
        <message>
            <source>Built with</source>
            <translation>Construit avec</translation>
        </message>
        <message>
            <source>Licence of the icons</source>
            <translation>Licence des icônes</translation>
        </message>
        <message>
            <source>Version {version} is there</source>
            <translation>La version {version} est disponible</translation>
        </message>
        <message>
            <source>It is installed by your administration; nothing is fetched or installed by itself.</source>
            <translation>Votre administration l’installe ; rien n’est téléchargé ni installé de soi-même.</translation>
        </message>
    </context>
    <context>
        <name>AccountPage</name>
        <message>
            <source>Sign in again…</source>
            <translation>Se reconnecter…</translation>
        </message>
        <message>
            <source>Synchronise this account</source>
            <translation>Synchroniser ce compte</translation>
        </message>
        <message>
            <source>Name of the account</source>
            <translation>Nom du compte</translation>
        </message>
        <message>
            <source>As the folder list shows it.</source>
            <translation>Tel qu’il apparaît dans la liste des dossiers.</translation>
        </message>
        <message>
            <source>Identities and signatures…</source>
            <translation>Identités et signatures…</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Sans limite</translation>
        </message>
        <message>
            <source>Largest message fetched by itself</source>
            <translation>Taille maximale rapatriée d’office</translation>
        </message>
        <message>
            <source>Larger ones are fetched when opened.</source>
            <translation>Les messages plus gros viennent à l’ouverture.</translation>
        </message>
        <message>
            <source>Remove this account…</source>
            <translation>Retirer ce compte…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Keep changes</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Account kept.</source>
            <translation>Compte enregistré.</translation>
        </message>
        <message>
            <source>Everything kept of this account on this computer goes. The messages on the server stay as they are.</source>
            <translation>Tout ce qui est gardé de ce compte sur ce poste sera effacé. Les messages du serveur restent tels quels.</translation>
        </message>
        <message>
            <source>Account removed from this computer.</source>
            <translation>Compte retiré de ce poste.</translation>
        </message>
    </context>
    <context>
        <name>AccountsView</name>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation>Ajouter un compte…</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Désactivé</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifier…</translation>
        </message>
        <message>
            <source>Edit {account}</source>
            <translation>Modifier {account}</translation>
        </message>
    </context>
    <context>
        <name>AddAccountDialog</name>
        <message>
            <source>Add an account</source>
            <translation>Ajouter un compte</translation>
        </message>
    </context>
    <context>
        <name>AddAccountFlow</name>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>What is kept here can be read and searched on the train, on an inspection, anywhere.</source>
            <translation>Ce qui est gardé ici se lit et se cherche dans le train, en inspection, partout.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Commencer</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
    </context>
    <context>
        <name>AddressPage</name>
        <message>
            <source>Your address</source>
            <translation>Votre adresse</translation>
        </message>
        <message>
            <source>Type your work address: Écritoire finds the servers that belong to it.</source>
            <translation>Saisissez votre adresse professionnelle : Écritoire trouve les serveurs correspondants.</translation>
        </message>
        <message>
            <source>Mail address</source>
            <translation>Adresse de messagerie</translation>
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
            <source>Product</source>
            <translation>Produit</translation>
        </message>
        <message>
            <source>Its sheet fills in what is known of its servers.</source>
            <translation>Sa fiche remplit ce qui est connu de ses serveurs.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mot de passe</translation>
        </message>
        <message>
            <source>It is kept encrypted on this computer and sent to these servers only.</source>
            <translation>Il est gardé chiffré sur ce poste et n’est envoyé qu’à ces serveurs.</translation>
        </message>
        <message>
            <source>Type the servers by hand</source>
            <translation>Saisir les serveurs à la main</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>No address at hand?</source>
            <translation>Pas d’adresse sous la main ?</translation>
        </message>
        <message>
            <source>Try without an account</source>
            <translation>Essayer sans compte</translation>
        </message>
        <message>
            <source>An address looks like prenom.nom@exemple.gouv.fr.</source>
            <translation>Une adresse ressemble à prenom.nom@exemple.gouv.fr.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Recherche…</translation>
        </message>
        <message>
            <source>No server was found for this address: type the servers by hand.</source>
            <translation>Aucun serveur n’a été trouvé pour cette adresse : saisissez-les à la main.</translation>
        </message>
        <message>
            <source>Not below the domain of your address: {hosts}. Go on only if your organisation uses them.</source>
            <translation>Hors du domaine de votre adresse : {hosts}. Ne continuez que si votre organisation s’en sert.</translation>
        </message>
        <message>
            <source>You will sign in on your organisation’s page, in your browser.</source>
            <translation>Vous vous identifierez sur la page de votre organisme, dans votre navigateur.</translation>
        </message>
        <message>
            <source>A server is needed.</source>
            <translation>Il faut un serveur.</translation>
        </message>
        <message>
            <source>The password is needed.</source>
            <translation>Il faut le mot de passe.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Connexion…</translation>
        </message>
    </context>
    <context>
        <name>AppearancePage</name>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Thème</translation>
        </message>
        <message>
            <source>The system’s own follows day and night where the system does.</source>
            <translation>Celui du système suit le jour et la nuit si le système le fait.</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Contraste élevé</translation>
        </message>
        <message>
            <source>Density of lists</source>
            <translation>Densité des listes</translation>
        </message>
        <message>
            <source>Compact lists show more messages at once.</source>
            <translation>Les listes compactes montrent plus de messages à la fois.</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Aérée</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Compacte</translation>
        </message>
        <message>
            <source>Size of everything</source>
            <translation>Taille de l’affichage</translation>
        </message>
        <message>
            <source>Start with the session</source>
            <translation>Démarrer avec la session</translation>
        </message>
        <message>
            <source>The window is then there, minimised, when you have signed in to the computer.</source>
            <translation>La fenêtre est alors là, réduite, dès que vous avez ouvert votre session sur l’ordinateur.</translation>
        </message>
        <message>
            <source>Show the menu bar</source>
            <translation>Afficher la barre de menus</translation>
        </message>
        <message>
            <source>Otherwise all menus are behind the ≡ button.</source>
            <translation>Sinon, tous les menus sont derrière le bouton ≡.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>Langue de la fenêtre</translation>
        </message>
        <message>
            <source>Shown at the next start.</source>
            <translation>Appliquée au prochain démarrage.</translation>
        </message>
    </context>
    <context>
        <name>Areas</name>
        <message>
            <source>Home</source>
            <translation>Accueil</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussions</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished">Agenda</translation>
        </message>
        <message>
            <source>New event</source>
            <translation>Nouvel événement</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation type="unfinished">Contacts</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Nouveau contact</translation>
        </message>
        <message>
            <source>New group of contacts</source>
            <translation>Nouveau groupe de contacts</translation>
        </message>
        <message>
            <source>Import contacts…</source>
            <translation>Importer des contacts…</translation>
        </message>
        <message>
            <source>Find duplicate contacts</source>
            <translation>Chercher les contacts en double</translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Fichiers</translation>
        </message>
        <message>
            <source>Upload files…</source>
            <translation>Téléverser des fichiers…</translation>
        </message>
        <message>
            <source>New folder…</source>
            <translation>Nouveau dossier…</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>New document</source>
            <translation>Nouveau document</translation>
        </message>
        <message>
            <source>Open a document…</source>
            <translation>Ouvrir un document…</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Boîte d’envoi</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
    </context>
    <context>
        <name>Backends</name>
        <message>
            <source>the publisher offers no interface for it</source>
            <translation>l’éditeur n’offre pas d’interface pour cela</translation>
        </message>
        <message>
            <source>no interface is known for it</source>
            <translation>aucune interface n’est connue pour cela</translation>
        </message>
        <message>
            <source>Écritoire does not speak its interface yet</source>
            <translation>Écritoire n’en parle pas encore l’interface</translation>
        </message>
        <message>
            <source>it takes a key that only the publisher or the administrator gives</source>
            <translation>il faut une clé que seul l’éditeur ou l’administrateur délivre</translation>
        </message>
        <message>
            <source>it can be reached only from its web page</source>
            <translation>seule sa page web y donne accès</translation>
        </message>
        <message>
            <source>it is a product of its own: choose its sheet</source>
            <translation>c’est un produit à part : choisissez sa fiche</translation>
        </message>
        <message>
            <source>it is sealed with keys that only the publisher’s programs hold</source>
            <translation>scellé avec des clés que seuls les logiciels de l’éditeur détiennent</translation>
        </message>
        <message>
            <source>tested against the real server</source>
            <translation>essayé sur le vrai serveur</translation>
        </message>
        <message>
            <source>tested against published facts</source>
            <translation>essayé d’après les faits publiés</translation>
        </message>
        <message>
            <source>by an open standard</source>
            <translation>par un standard ouvert</translation>
        </message>
        <message>
            <source>Law</source>
            <translation>Droit</translation>
        </message>
        <message>
            <source>Qualification</source>
            <translation>Qualification</translation>
        </message>
        <message>
            <source>Hosting</source>
            <translation>Hébergement</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>Interface</source>
            <translation>Interface</translation>
        </message>
        <message>
            <source>Servers</source>
            <translation>Serveurs</translation>
        </message>
        <message>
            <source>Ports</source>
            <translation>Ports</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Limites</translation>
        </message>
        <message>
            <source>Future</source>
            <translation>Avenir</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Connexion</translation>
        </message>
        <message>
            <source>Calendar and contacts</source>
            <translation>Agenda et contacts</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>{backend}, by {publisher}</source>
            <translation>{backend}, par {publisher}</translation>
        </message>
        <message>
            <source>unknown.</source>
            <translation>inconnu.</translation>
        </message>
        <message>
            <source>open the page</source>
            <translation>ouvrir la page</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Work offline</source>
            <translation>Travailler hors ligne</translation>
        </message>
        <message>
            <source>Show the menu bar</source>
            <translation>Afficher la barre de menus</translation>
        </message>
        <message>
            <source>Search or command…</source>
            <translation>Rechercher ou commander…</translation>
        </message>
        <message>
            <source>Add an account…</source>
            <translation>Ajouter un compte…</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Verrouiller maintenant</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Theme like the system</source>
            <translation>Thème du système</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Thème clair</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Thème sombre</translation>
        </message>
        <message>
            <source>High-contrast theme</source>
            <translation>Thème à contraste élevé</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>About Écritoire</source>
            <translation>À propos d’Écritoire</translation>
        </message>
        <message>
            <source>&amp;Écritoire</source>
            <translation>&amp;Écritoire</translation>
        </message>
        <message>
            <source>&amp;Mail</source>
            <translation>&amp;Courrier</translation>
        </message>
        <message>
            <source>&amp;Go to</source>
            <translation>&amp;Aller à</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>Affic&amp;hage</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>Ai&amp;de</translation>
        </message>
    </context>
    <context>
        <name>ComparisonModel</name>
        <message numerus="yes">
            <source>%n line(s) the same: show</source>
            <translation>
                <numerusform>Afficher %n ligne identique</numerusform>
                <numerusform>Afficher %n lignes identiques</numerusform>
            </translation>
        </message>
        <message>
            <source>not there</source>
            <translation>absent</translation>
        </message>
        <message>
            <source>Chosen: {side}</source>
            <translation>Choisi : {side}</translation>
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message>
            <source>What differs</source>
            <translation>Ce qui diffère</translation>
        </message>
    </context>
    <context>
        <name>Conditions</name>
        <message>
            <source>Up to date</source>
            <translation>À jour</translation>
        </message>
        <message>
            <source>Synchronising…</source>
            <translation>Synchronisation…</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connexion…</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>Has a problem</source>
            <translation>Rencontre un problème</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
    </context>
    <context>
        <name>Corrections</name>
        <message>
            <source>Looking for corrections…</source>
            <translation>Recherche de corrections…</translation>
        </message>
        <message>
            <source>Add “{word}” to my dictionary</source>
            <translation>Ajouter « {word} » à mon dictionnaire</translation>
        </message>
        <message>
            <source>No correction found</source>
            <translation>Aucune correction trouvée</translation>
        </message>
    </context>
    <context>
        <name>Dates</name>
        <message>
            <source>Yesterday</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>{day} at {time}</source>
            <translation>{day} à {time}</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Cette semaine</translation>
        </message>
        <message>
            <source>Last week</source>
            <translation>La semaine dernière</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>à l’instant</translation>
        </message>
        <message>
            <source>{count} min ago</source>
            <translation>il y a {count} min</translation>
        </message>
        <message>
            <source>{count} h ago</source>
            <translation>il y a {count} h</translation>
        </message>
    </context>
    <context>
        <name>DictionaryCard</name>
        <message>
            <source>My dictionary</source>
            <translation>Mon dictionnaire</translation>
        </message>
        <message>
            <source>Words that are right for you, whatever the dictionaries say.</source>
            <translation>Des mots justes pour vous, quoi qu’en disent les dictionnaires.</translation>
        </message>
        <message>
            <source>Words of my dictionary</source>
            <translation>Mots de mon dictionnaire</translation>
        </message>
        <message>
            <source>Another word</source>
            <translation>Un autre mot</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
    </context>
    <context>
        <name>DrivePicker</name>
        <message>
            <source>Drive</source>
            <translation>Espace de fichiers</translation>
        </message>
        <message>
            <source>Folder above</source>
            <translation>Dossier parent</translation>
        </message>
        <message>
            <source>Files and folders</source>
            <translation>Fichiers et dossiers</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>This name cannot be used on every computer.</source>
            <translation>Ce nom ne peut pas servir sur tous les ordinateurs.</translation>
        </message>
        <message>
            <source>You may read here, not write.</source>
            <translation>Vous pouvez lire ici, pas écrire.</translation>
        </message>
        <message>
            <source>There is already something of this name here.</source>
            <translation>Il y a déjà quelque chose de ce nom ici.</translation>
        </message>
    </context>
    <context>
        <name>FeedDialog</name>
        <message>
            <source>Follow a calendar</source>
            <translation>Suivre un agenda</translation>
        </message>
        <message>
            <source>It is published at {host}. It is brought from there now and then, and can be read only.</source>
            <translation>Il est publié sur {host}. Il en est rapporté de temps en temps, pour lecture seulement.</translation>
        </message>
        <message>
            <source>Name of the calendar</source>
            <translation>Nom de l’agenda</translation>
        </message>
        <message>
            <source>This address leads to no calendar.</source>
            <translation>Cette adresse ne mène à aucun agenda.</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Suivre</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>FilesPage</name>
        <message>
            <source>Files</source>
            <translation type="unfinished">Fichiers</translation>
        </message>
        <message>
            <source>{size} per second</source>
            <translation>{size} par seconde</translation>
        </message>
        <message>
            <source>Speed of transfers at most</source>
            <translation>Vitesse maximale des transferts</translation>
        </message>
        <message>
            <source>For uploads and downloads together, so that the line stays free for others.</source>
            <translation>Pour les envois et les téléchargements ensemble, afin que la ligne reste libre pour les autres.</translation>
        </message>
        <message>
            <source>As fast as it goes</source>
            <translation>Aussi vite que possible</translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>First steps</source>
            <translation>Premiers pas</translation>
        </message>
        <message>
            <source>Protect this computer</source>
            <translation>Protéger ce poste</translation>
        </message>
        <message>
            <source>Your address</source>
            <translation>Votre adresse</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
    </context>
    <context>
        <name>FoundCard</name>
        <message>
            <source>Also: {backend}</source>
            <translation>Aussi : {backend}</translation>
        </message>
        <message>
            <source>Found: {backend}</source>
            <translation>Trouvé : {backend}</translation>
        </message>
        <message>
            <source>Servers found</source>
            <translation>Serveurs trouvés</translation>
        </message>
    </context>
    <context>
        <name>HomeView</name>
        <message>
            <source>Home</source>
            <translation>Accueil</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>Nouveau message</translation>
        </message>
        <message>
            <source>Unread from people</source>
            <translation>On vous a écrit</translation>
        </message>
        <message>
            <source>Nobody waits for you to read anything.</source>
            <translation>Personne n’attend votre lecture.</translation>
        </message>
        <message>
            <source>Open mail</source>
            <translation>Ouvrir le courrier</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Brouillons</translation>
        </message>
        <message>
            <source>No message was left half-written.</source>
            <translation>Aucun message n’est resté inachevé.</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Boîte d’envoi</translation>
        </message>
        <message>
            <source>Everything has been sent.</source>
            <translation>Tout est parti.</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Ouvrir la boîte d’envoi</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>No account yet.</source>
            <translation>Aucun compte pour l’instant.</translation>
        </message>
        <message>
            <source>Your day will be shown here</source>
            <translation>Votre journée s’affichera ici</translation>
        </message>
        <message>
            <source>Add your address: your messages come to this computer, encrypted, and can be read without a network.</source>
            <translation>Ajoutez votre adresse : vos messages viennent sur ce poste, chiffrés, et se lisent sans réseau.</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Ajouter une adresse</translation>
        </message>
        <message numerus="yes">
            <source>%n unread message(s)</source>
            <translation>
                <numerusform>%Ln message non lu</numerusform>
                <numerusform>%Ln messages non lus</numerusform>
            </translation>
        </message>
        <message>
            <source>no unread message</source>
            <translation>aucun message non lu</translation>
        </message>
        <message>
            <source>Good evening {name}</source>
            <translation>Bonsoir {name}</translation>
        </message>
        <message>
            <source>Good morning {name}</source>
            <translation>Bonjour {name}</translation>
        </message>
        <message>
            <source>Good evening</source>
            <translation>Bonsoir</translation>
        </message>
        <message>
            <source>Good morning</source>
            <translation>Bonjour</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>No recipient yet</source>
            <translation>Pas encore de destinataire</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) to settle</source>
            <translation>
                <numerusform>%Ln conflit à régler</numerusform>
                <numerusform>%Ln conflits à régler</numerusform>
            </translation>
        </message>
        <message>
            <source>Two versions are kept: choose.</source>
            <translation>Deux versions sont gardées : choisissez.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) to look at</source>
            <translation>
                <numerusform>%Ln opération à regarder</numerusform>
                <numerusform>%Ln opérations à regarder</numerusform>
            </translation>
        </message>
        <message>
            <source>The server refused, or its answer was lost.</source>
            <translation>Le serveur a refusé, ou sa réponse s’est perdue.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) waiting</source>
            <translation>
                <numerusform>%Ln opération en attente</numerusform>
                <numerusform>%Ln opérations en attente</numerusform>
            </translation>
        </message>
        <message>
            <source>Leaves by itself as soon as the network allows.</source>
            <translation>Partira tout seul dès que le réseau le permet.</translation>
        </message>
    </context>
    <context>
        <name>HostModel</name>
        <message>
            <source>Host</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>Dernier contact</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Envoyé</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refusés</translation>
        </message>
        <message>
            <source>Declared law</source>
            <translation>Droit déclaré</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <source>{law}, declared by: {source}</source>
            <translation>{law}, déclaré par : {source}</translation>
        </message>
        <message>
            <source>Nobody declared under which law this host is.</source>
            <translation>Personne n’a déclaré de quel droit relève ce serveur.</translation>
        </message>
    </context>
    <context>
        <name>Hosts</name>
        <message>
            <source>Finding the servers of an address</source>
            <translation>Recherche des serveurs d’une adresse</translation>
        </message>
        <message>
            <source>Checking a password</source>
            <translation>Vérification d’un mot de passe</translation>
        </message>
        <message>
            <source>Signing in by browser</source>
            <translation>Connexion par le navigateur</translation>
        </message>
        <message>
            <source>Remote picture, at your wish</source>
            <translation>Image distante, à votre demande</translation>
        </message>
        <message>
            <source>Name server, asked for a domain’s services</source>
            <translation>Serveur de noms, interrogé sur les services d’un domaine</translation>
        </message>
        <message>
            <source>Proxy, on the way of the others</source>
            <translation>Serveur mandataire, sur le chemin des autres</translation>
        </message>
        <message>
            <source>Asking for newer versions</source>
            <translation>Recherche de nouvelles versions</translation>
        </message>
        <message>
            <source>Receiving mail</source>
            <translation>Réception du courrier</translation>
        </message>
        <message>
            <source>Sending mail</source>
            <translation>Envoi du courrier</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussions</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Meetings</source>
            <translation>Réunions</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation>Annuaire</translation>
        </message>
    </context>
    <context>
        <name>KeepForm</name>
        <message>
            <source>One month</source>
            <translation>Un mois</translation>
        </message>
        <message>
            <source>Three months</source>
            <translation>Trois mois</translation>
        </message>
        <message>
            <source>One year</source>
            <translation>Un an</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Keep messages for reading offline</source>
            <translation>Messages gardés pour lire hors ligne</translation>
        </message>
        <message>
            <source>How far back messages are kept</source>
            <translation>Ancienneté des messages gardés</translation>
        </message>
        <message>
            <source>Attachments too (otherwise they are fetched when opened)</source>
            <translation>Pièces jointes comprises (sinon elles viennent à l’ouverture)</translation>
        </message>
        <message>
            <source>About {size} for a mailbox that receives {count} messages a day; {free} are free on this disk. The list of all messages is always kept.</source>
            <translation>Environ {size} pour une boîte qui reçoit {count} messages par jour ; {free} sont libres sur ce disque. La liste de tous les messages est toujours gardée.</translation>
        </message>
    </context>
    <context>
        <name>Kinds</name>
        <message>
            <source>Picture</source>
            <translation>Image</translation>
        </message>
        <message>
            <source>PDF document</source>
            <translation>Document PDF</translation>
        </message>
        <message>
            <source>Text document</source>
            <translation>Document texte</translation>
        </message>
        <message>
            <source>Spreadsheet</source>
            <translation>Tableur</translation>
        </message>
        <message>
            <source>Presentation</source>
            <translation>Présentation</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Son</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Vidéo</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archive</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texte</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>{ending} file</source>
            <translation>Fichier {ending}</translation>
        </message>
    </context>
    <context>
        <name>LanguageButton</name>
        <message>
            <source>Language of the spelling</source>
            <translation>Langue de l’orthographe</translation>
        </message>
        <message>
            <source>French and English</source>
            <translation>Français et anglais</translation>
        </message>
        <message>
            <source>Do not check</source>
            <translation>Ne pas vérifier</translation>
        </message>
    </context>
    <context>
        <name>LockView</name>
        <message>
            <source>Écritoire is locked</source>
            <translation>Écritoire est verrouillée</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Code de secours</translation>
        </message>
        <message>
            <source>Eight groups of letters and figures, from the sheet you kept.</source>
            <translation>Huit groupes de lettres et de chiffres, sur la feuille que vous avez gardée.</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Déverrouiller</translation>
        </message>
        <message>
            <source>Unlock with the system keyring</source>
            <translation>Déverrouiller avec le trousseau du système</translation>
        </message>
        <message>
            <source>Use the passphrase</source>
            <translation>Utiliser la phrase secrète</translation>
        </message>
        <message>
            <source>Use the recovery code</source>
            <translation>Utiliser le code de secours</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Opening…</source>
            <translation>Ouverture…</translation>
        </message>
    </context>
    <context>
        <name>NetworkPage</name>
        <message>
            <source>Network</source>
            <translation>Réseau</translation>
        </message>
        <message>
            <source>Proxies</source>
            <translation>Mandataires</translation>
        </message>
        <message>
            <source>Proxy for web addresses</source>
            <translation>Mandataire des adresses web</translation>
        </message>
        <message>
            <source>For sign-in, calendars, contacts, files and chat. An address such as http://proxy.example.org:3128</source>
            <translation>Pour la connexion, les agendas, les contacts, les fichiers et les discussions. Une adresse telle que http://mandataire.exemple.fr:3128</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Proxy for mail servers</source>
            <translation>Mandataire des serveurs de messagerie</translation>
        </message>
        <message>
            <source>For IMAP and SMTP. An address that begins with http:// or socks5:// and ends with a port</source>
            <translation>Pour IMAP et SMTP. Une adresse qui commence par http:// ou socks5:// et se termine par un port</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucun</translation>
        </message>
        <message>
            <source>Newer versions</source>
            <translation>Nouvelles versions</translation>
        </message>
        <message>
            <source>Tell of newer versions</source>
            <translation>Signaler les nouvelles versions</translation>
        </message>
        <message>
            <source>Asked once a day of your administration, where it names a place. Nothing is ever installed by itself.</source>
            <translation>Demandé une fois par jour à votre administration, si elle nomme un emplacement. Rien n’est jamais installé de soi-même.</translation>
        </message>
    </context>
    <context>
        <name>NotificationsPage</name>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Tell of new mail</source>
            <translation>Annoncer le courrier qui arrive</translation>
        </message>
        <message>
            <source>For inboxes only.</source>
            <translation>Pour les boîtes de réception seulement.</translation>
        </message>
        <message>
            <source>Tell of chat messages</source>
            <translation>Annoncer les messages des discussions</translation>
        </message>
        <message>
            <source>Rooms that you muted are never told of.</source>
            <translation>Les salons en sourdine ne sont jamais annoncés.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tous</translation>
        </message>
        <message>
            <source>To me: people, and where I am called</source>
            <translation>Ceux qui s’adressent à moi : personnes, et mentions</translation>
        </message>
        <message>
            <source>None</source>
            <translation type="unfinished">Aucun</translation>
        </message>
        <message>
            <source>Show sender and subject</source>
            <translation>Montrer l’expéditeur et l’objet</translation>
        </message>
        <message>
            <source>Off: only the number of messages, for screens that others can see.</source>
            <translation>Sinon, seulement le nombre de messages, pour les écrans que d’autres voient.</translation>
        </message>
        <message>
            <source>Keep running when the window is closed</source>
            <translation>Continuer quand la fenêtre est fermée</translation>
        </message>
        <message>
            <source>Mail goes on arriving; the icon beside the clock opens the window again.</source>
            <translation>Le courrier continue d’arriver ; l’icône près de l’horloge rouvre la fenêtre.</translation>
        </message>
    </context>
    <context>
        <name>OperationCard</name>
        <message>
            <source>{account} · since {time}</source>
            <translation>{account} · depuis {time}</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>It was sent</source>
            <translation>Il est parti</translation>
        </message>
        <message>
            <source>It was done</source>
            <translation>C’est fait</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Envoyer à nouveau</translation>
        </message>
        <message>
            <source>Do it again</source>
            <translation>Refaire</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>Garder la mienne</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <source>Given up: {what}</source>
            <translation>Abandonné : {what}</translation>
        </message>
    </context>
    <context>
        <name>Operations</name>
        <message>
            <source>Send a message</source>
            <translation>Envoyer un message</translation>
        </message>
        <message>
            <source>Redirect a message</source>
            <translation>Rediriger un message</translation>
        </message>
        <message>
            <source>Send a read receipt</source>
            <translation>Envoyer un accusé de lecture</translation>
        </message>
        <message>
            <source>Save a draft on the server</source>
            <translation>Enregistrer un brouillon sur le serveur</translation>
        </message>
        <message numerus="yes">
            <source>Move %n message(s)</source>
            <translation>
                <numerusform>Déplacer %Ln message</numerusform>
                <numerusform>Déplacer %Ln messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n message(s)</source>
            <translation>
                <numerusform>Copier %Ln message</numerusform>
                <numerusform>Copier %Ln messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n message(s) for good</source>
            <translation>
                <numerusform>Supprimer définitivement %Ln message</numerusform>
                <numerusform>Supprimer définitivement %Ln messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Empty a folder (%n message(s))</source>
            <translation>
                <numerusform>Vider un dossier (%Ln message)</numerusform>
                <numerusform>Vider un dossier (%Ln messages)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Mark %n message(s)</source>
            <translation>
                <numerusform>Marquer %Ln message</numerusform>
                <numerusform>Marquer %Ln messages</numerusform>
            </translation>
        </message>
        <message>
            <source>Create a folder</source>
            <translation>Créer un dossier</translation>
        </message>
        <message>
            <source>Rename a folder</source>
            <translation>Renommer un dossier</translation>
        </message>
        <message>
            <source>Delete a folder</source>
            <translation>Supprimer un dossier</translation>
        </message>
        <message>
            <source>Keep rules on the server</source>
            <translation>Enregistrer des règles sur le serveur</translation>
        </message>
        <message>
            <source>Upload a file</source>
            <translation>Téléverser un fichier</translation>
        </message>
        <message>
            <source>Create a folder in a drive</source>
            <translation>Créer un dossier dans un espace de fichiers</translation>
        </message>
        <message>
            <source>Move or rename a file</source>
            <translation>Déplacer ou renommer un fichier</translation>
        </message>
        <message>
            <source>Move to another drive</source>
            <translation>Déplacement vers un autre espace</translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Opération</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Perhaps done: the answer was lost</source>
            <translation>Peut-être fait : la réponse s’est perdue</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refusé</translation>
        </message>
        <message>
            <source>Conflict to settle</source>
            <translation>Conflit à régler</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Suspendu</translation>
        </message>
        <message>
            <source>Leaves on {date}</source>
            <translation>Part le {date}</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Will be tried again</source>
            <translation>Sera retenté</translation>
        </message>
    </context>
    <context>
        <name>OutboxView</name>
        <message>
            <source>Outbox</source>
            <translation>Boîte d’envoi</translation>
        </message>
        <message>
            <source>Everything has been sent</source>
            <translation>Tout est parti</translation>
        </message>
        <message>
            <source>What you do without a network waits here, and leaves by itself as soon as the server can be reached.</source>
            <translation>Ce que vous faites sans réseau attend ici, et part tout seul dès que le serveur répond.</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) wait to reach the server.</source>
            <translation>
                <numerusform>%Ln opération attend de joindre le serveur.</numerusform>
                <numerusform>%Ln opérations attendent de joindre le serveur.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>et %Ln autre</numerusform>
                <numerusform>et %Ln autres</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search everywhere or type a command</source>
            <translation>Rechercher partout ou taper une commande</translation>
        </message>
        <message>
            <source>Commands and messages found</source>
            <translation>Commandes et messages trouvés</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>Search mail for “{text}”</source>
            <translation>Chercher « {text} » dans le courrier</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) found</source>
            <translation>
                <numerusform>%Ln message trouvé</numerusform>
                <numerusform>%Ln messages trouvés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n most recent messages; the last line shows all</source>
            <translation>
                <numerusform>Le message le plus récent ; la dernière ligne montre tout</numerusform>
                <numerusform>Les %Ln messages les plus récents ; la dernière ligne montre tout</numerusform>
            </translation>
        </message>
        <message>
            <source>from:, to: and subject: search one field · “quotes” search a phrase</source>
            <translation>de:, à: et objet: cherchent dans un champ · les "guillemets" cherchent une expression</translation>
        </message>
    </context>
    <context>
        <name>PaletteField</name>
        <message>
            <source>Search everywhere or type a command</source>
            <translation>Rechercher partout ou taper une commande</translation>
        </message>
        <message>
            <source>Search everywhere or type a command (Ctrl+K)</source>
            <translation>Rechercher partout ou taper une commande (Ctrl+K)</translation>
        </message>
    </context>
    <context>
        <name>PassphraseDialog</name>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation>Changer la phrase secrète</translation>
        </message>
        <message>
            <source>Add a passphrase</source>
            <translation>Ajouter une phrase secrète</translation>
        </message>
        <message>
            <source>Passphrase until now</source>
            <translation>Phrase secrète actuelle</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nouvelle phrase secrète</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>La même encore une fois</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Remove the passphrase</source>
            <translation>Retirer la phrase secrète</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Sign in again</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>The server refused the password</source>
            <translation>Le serveur a refusé le mot de passe</translation>
        </message>
        <message>
            <source>What is kept here stays readable. Type the new password of {address}.</source>
            <translation>Ce qui est gardé ici reste lisible. Saisissez le nouveau mot de passe de {address}.</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Nouveau mot de passe</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>PreferenceRow</name>
        <message>
            <source>Fixed by your administration.</source>
            <translation>Fixé par votre administration.</translation>
        </message>
    </context>
    <context>
        <name>ProtectPage</name>
        <message>
            <source>Protect this computer</source>
            <translation>Protéger ce poste</translation>
        </message>
        <message>
            <source>Your messages are kept on this computer so that you can work without a network. They are encrypted: without the key, nobody can read them, not even with the disk in hand.</source>
            <translation>Vos messages sont gardés sur ce poste pour travailler sans réseau. Ils sont chiffrés : sans la clé, personne ne peut les lire, même le disque en main.</translation>
        </message>
        <message>
            <source>The key goes into this session’s keyring: Écritoire opens by itself when you are signed in.</source>
            <translation>La clé va dans le trousseau de votre session : Écritoire s’ouvre toute seule quand vous êtes connecté.</translation>
        </message>
        <message>
            <source>No keyring can be used on this computer: a passphrase is needed to open Écritoire.</source>
            <translation>Aucun trousseau n’est utilisable sur ce poste : il faut une phrase secrète pour ouvrir Écritoire.</translation>
        </message>
        <message>
            <source>Add a passphrase, asked when Écritoire is locked</source>
            <translation>Ajouter une phrase secrète, demandée quand Écritoire est verrouillée</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>La même encore une fois</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Keep your recovery code</source>
            <translation>Gardez votre code de secours</translation>
        </message>
        <message>
            <source>If the keyring or the passphrase is lost, this code alone opens what is kept here. It is shown only now: print it, or keep it away from this computer.</source>
            <translation>Si le trousseau ou la phrase secrète se perd, ce code seul ouvre ce qui est gardé ici. Il n’est montré que maintenant : imprimez-le, ou gardez-le loin de ce poste.</translation>
        </message>
        <message>
            <source>I have kept the code in a safe place</source>
            <translation>J’ai mis le code en lieu sûr</translation>
        </message>
        <message>
            <source>The two are not the same yet.</source>
            <translation>Les deux ne sont pas encore identiques.</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Areas</source>
            <translation>Espaces</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Envois</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>{name}, {count}</source>
            <translation>{name}, {count}</translation>
        </message>
    </context>
    <context>
        <name>ReadingPage</name>
        <message>
            <source>Reading and writing</source>
            <translation>Lecture et rédaction</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Lecture</translation>
        </message>
        <message>
            <source>Reading pane</source>
            <translation>Volet de lecture</translation>
        </message>
        <message>
            <source>Beside the list</source>
            <translation>À côté de la liste</translation>
        </message>
        <message>
            <source>Below the list</source>
            <translation>Sous la liste</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>Masqué</translation>
        </message>
        <message>
            <source>Mark a message as read</source>
            <translation>Marquer un message comme lu</translation>
        </message>
        <message>
            <source>As soon as it is shown</source>
            <translation>Dès qu’il est affiché</translation>
        </message>
        <message>
            <source>After one second</source>
            <translation>Après une seconde</translation>
        </message>
        <message>
            <source>After five seconds</source>
            <translation>Après cinq secondes</translation>
        </message>
        <message>
            <source>Only by hand</source>
            <translation>Seulement à la main</translation>
        </message>
        <message>
            <source>When a sender asks for a read receipt</source>
            <translation>Quand un expéditeur demande un accusé de lecture</translation>
        </message>
        <message>
            <source>Letters of lists are never answered by themselves.</source>
            <translation>Aucun accusé ne part de lui-même pour les lettres des listes.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Me demander</translation>
        </message>
        <message>
            <source>Never send one</source>
            <translation>Ne jamais en envoyer</translation>
        </message>
        <message>
            <source>Send it</source>
            <translation>L’envoyer</translation>
        </message>
        <message>
            <source>Archive by year</source>
            <translation>Archiver par année</translation>
        </message>
        <message>
            <source>Archived messages go to a folder of their year in Archives.</source>
            <translation>Les messages archivés vont dans le dossier de leur année, sous Archives.</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Rédaction</translation>
        </message>
        <message>
            <source>Time to undo a sending</source>
            <translation>Délai pour annuler un envoi</translation>
        </message>
        <message>
            <source>The message waits this long before it leaves.</source>
            <translation>Le message attend ce temps avant de partir.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucun</translation>
        </message>
        <message>
            <source>5 seconds</source>
            <translation>5 secondes</translation>
        </message>
        <message>
            <source>10 seconds</source>
            <translation>10 secondes</translation>
        </message>
        <message>
            <source>30 seconds</source>
            <translation>30 secondes</translation>
        </message>
        <message>
            <source>Check the spelling in</source>
            <translation>Vérifier l’orthographe en</translation>
        </message>
        <message>
            <source>What new letters begin with; each can be checked in another language.</source>
            <translation>Pour les nouvelles lettres ; chacune peut être vérifiée dans une autre langue.</translation>
        </message>
        <message>
            <source>The language of the window</source>
            <translation>Langue de la fenêtre</translation>
        </message>
        <message>
            <source>French and English</source>
            <translation>Français et anglais</translation>
        </message>
        <message>
            <source>Do not check</source>
            <translation>Ne pas vérifier</translation>
        </message>
    </context>
    <context>
        <name>RecoveryCodeCard</name>
        <message>
            <source>Recovery code</source>
            <translation>Code de secours</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
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
            <source>Group {number}: {group}</source>
            <translation>Groupe {number} : {group}</translation>
        </message>
        <message>
            <source>Recovery code copied. Paste it somewhere safe, outside this computer.</source>
            <translation>Code de secours copié. Collez-le en lieu sûr, hors de ce poste.</translation>
        </message>
        <message>
            <source>Save the recovery code</source>
            <translation>Enregistrer le code de secours</translation>
        </message>
        <message>
            <source>Recovery code saved. Move the file off this computer.</source>
            <translation>Code de secours enregistré. Déplacez le fichier hors de ce poste.</translation>
        </message>
        <message>
            <source>Écritoire: recovery code</source>
            <translation>Écritoire : code de secours</translation>
        </message>
        <message>
            <source>This code opens the mail kept on this computer if the passphrase or the system keyring is lost. Keep it like a key: on paper, away from the computer. Whoever has it can read everything.</source>
            <translation>Ce code ouvre le courrier gardé sur ce poste si la phrase secrète ou le trousseau du système se perd. Gardez-le comme une clé : sur papier, loin du poste. Qui le détient peut tout lire.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message>
            <source>New recovery code</source>
            <translation>Nouveau code de secours</translation>
        </message>
        <message>
            <source>The code before no longer opens anything. This one is shown only now.</source>
            <translation>L’ancien code n’ouvre plus rien. Celui-ci n’est montré que maintenant.</translation>
        </message>
        <message>
            <source>I have kept the code in a safe place</source>
            <translation>J’ai mis le code en lieu sûr</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>RemoveCard</name>
        <message>
            <source>Keep the account</source>
            <translation>Garder le compte</translation>
        </message>
        <message>
            <source>Remove from this computer</source>
            <translation>Retirer de ce poste</translation>
        </message>
    </context>
    <context>
        <name>SecretEdit</name>
        <message>
            <source>Show what is typed</source>
            <translation>Montrer la saisie</translation>
        </message>
    </context>
    <context>
        <name>SecurityPage</name>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Opening</source>
            <translation>Ouverture</translation>
        </message>
        <message>
            <source>Open with this session’s keyring</source>
            <translation>Ouvrir avec le trousseau de la session</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Changer…</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Code de secours</translation>
        </message>
        <message>
            <source>Opens everything if the rest is lost. A new code makes the old one worthless.</source>
            <translation>Ouvre tout si le reste est perdu. Un nouveau code annule l’ancien.</translation>
        </message>
        <message>
            <source>New code…</source>
            <translation>Nouveau code…</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Verrouiller</translation>
        </message>
        <message>
            <source>Lock when nobody is there</source>
            <translation>Verrouiller quand personne n’est là</translation>
        </message>
        <message>
            <source>Locking ends the part of Écritoire that holds the key.</source>
            <translation>Le verrouillage arrête la partie d’Écritoire qui détient la clé.</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Jamais</translation>
        </message>
        <message>
            <source>After 5 minutes</source>
            <translation>Après 5 minutes</translation>
        </message>
        <message>
            <source>After 15 minutes</source>
            <translation>Après 15 minutes</translation>
        </message>
        <message>
            <source>After 30 minutes</source>
            <translation>Après 30 minutes</translation>
        </message>
        <message>
            <source>After one hour</source>
            <translation>Après une heure</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Verrouiller maintenant</translation>
        </message>
        <message>
            <source>Ctrl+Shift+L, anywhere.</source>
            <translation>Ctrl+Maj+L, partout.</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Sauvegarde</translation>
        </message>
        <message>
            <source>Back up everything</source>
            <translation>Tout sauvegarder</translation>
        </message>
        <message>
            <source>An encrypted file that opens with the same passphrase or recovery code.</source>
            <translation>Un fichier chiffré qui s’ouvre avec la même phrase secrète ou le même code de secours.</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Sauvegarder…</translation>
        </message>
        <message>
            <source>Progress of the backup</source>
            <translation>Avancement de la sauvegarde</translation>
        </message>
        <message>
            <source>No keyring can be used on this computer.</source>
            <translation>Aucun trousseau n’est utilisable sur ce poste.</translation>
        </message>
        <message>
            <source>It is the only way to open by itself: add a passphrase before turning it off.</source>
            <translation>C’est la seule ouverture au quotidien : ajoutez une phrase secrète avant de l’ôter.</translation>
        </message>
        <message>
            <source>Écritoire opens by itself when you are signed in.</source>
            <translation>Écritoire s’ouvre toute seule quand vous êtes connecté.</translation>
        </message>
        <message>
            <source>A passphrase opens this store.</source>
            <translation>Une phrase secrète ouvre ce coffre.</translation>
        </message>
        <message>
            <source>There is no passphrase.</source>
            <translation>Il n’y a pas de phrase secrète.</translation>
        </message>
        <message>
            <source>Back up</source>
            <translation>Sauvegarder</translation>
        </message>
        <message>
            <source>The backup is complete.</source>
            <translation>La sauvegarde est complète.</translation>
        </message>
    </context>
    <context>
        <name>Services</name>
        <message>
            <source>Receiving mail</source>
            <translation>Réception du courrier</translation>
        </message>
        <message>
            <source>Sending mail</source>
            <translation>Envoi du courrier</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Discussions</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Meetings</source>
            <translation>Réunions</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation>Annuaire</translation>
        </message>
        <message>
            <source>{host}, port {port}, {security}</source>
            <translation>{host}, port {port}, {security}</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>User name, if it is not the address</source>
            <translation>Identifiant, si ce n’est pas l’adresse</translation>
        </message>
    </context>
    <context>
        <name>SettingsView</name>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>Pages des réglages</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Mail</source>
            <translation>Courrier</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Reading and writing</source>
            <translation>Lecture et rédaction</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Files</source>
            <translation type="unfinished">Fichiers</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Réseau</translation>
        </message>
        <message>
            <source>Sovereignty</source>
            <translation>Souveraineté</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>SovereigntyPage</name>
        <message>
            <source>Sovereignty</source>
            <translation>Souveraineté</translation>
        </message>
        <message>
            <source>What is demanded</source>
            <translation>Ce qui est exigé</translation>
        </message>
        <message>
            <source>Law</source>
            <translation>Droit</translation>
        </message>
        <message>
            <source>A host that is not declared under this law is not contacted at all.</source>
            <translation>Un serveur qui n’est pas déclaré sous ce droit n’est pas contacté du tout.</translation>
        </message>
        <message>
            <source>No demand</source>
            <translation>Aucune exigence</translation>
        </message>
        <message>
            <source>France</source>
            <translation>France</translation>
        </message>
        <message>
            <source>European Union</source>
            <translation>Union européenne</translation>
        </message>
        <message>
            <source>Qualification</source>
            <translation>Qualification</translation>
        </message>
        <message>
            <source>Must be declared of the host, with a date and a source.</source>
            <translation>Elle doit être déclarée pour le serveur, avec une date et une source.</translation>
        </message>
        <message>
            <source>These are declarations, made by publishers’ sheets or by your administration, each with its source. No program can prove who owns a server or where its data rests.</source>
            <translation>Ce sont des déclarations, tirées des fiches des éditeurs ou de votre administration, chacune avec sa source. Aucun logiciel ne peut prouver à qui appartient un serveur ni où reposent ses données.</translation>
        </message>
        <message>
            <source>Hosts contacted</source>
            <translation>Serveurs contactés</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Période</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>30 derniers jours</translation>
        </message>
        <message>
            <source>Everything kept</source>
            <translation>Tout ce qui est gardé</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Columns of the table</source>
            <translation>Colonnes du tableau</translation>
        </message>
        <message numerus="yes">
            <source>%n host(s) contacted or refused.</source>
            <translation>
                <numerusform>%Ln serveur contacté ou refusé.</numerusform>
                <numerusform>%Ln serveurs contactés ou refusés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n attempt(s) refused.</source>
            <translation>
                <numerusform>%Ln tentative refusée.</numerusform>
                <numerusform>%Ln tentatives refusées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>The ledger was exported.</source>
            <translation>Le registre a été exporté.</translation>
        </message>
    </context>
    <context>
        <name>StatePill</name>
        <message>
            <source>State: {state}</source>
            <translation>État : {state}</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Ouvrir la boîte d’envoi</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source> · %n waiting</source>
            <translation>
                <numerusform> · %Ln en attente</numerusform>
                <numerusform> · %Ln en attente</numerusform>
            </translation>
        </message>
        <message>
            <source>Restarting…</source>
            <translation>Redémarrage…</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s)</source>
            <translation>
                <numerusform>%Ln conflit</numerusform>
                <numerusform>%Ln conflits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) to look at</source>
            <translation>
                <numerusform>%Ln opération à regarder</numerusform>
                <numerusform>%Ln opérations à regarder</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>Working offline</source>
            <translation>Hors ligne (choisi)</translation>
        </message>
        <message>
            <source>Synchronising… {done} / {total}</source>
            <translation>Synchronisation… {done} / {total}</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>An account has a problem</source>
            <translation>Un compte a un problème</translation>
        </message>
        <message>
            <source>Synchronising…</source>
            <translation>Synchronisation…</translation>
        </message>
        <message numerus="yes">
            <source>%n operation(s) waiting</source>
            <translation>
                <numerusform>%Ln opération en attente</numerusform>
                <numerusform>%Ln opérations en attente</numerusform>
            </translation>
        </message>
        <message>
            <source>No account</source>
            <translation>Aucun compte</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>En ligne</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Step {number} of {total}: {name}</source>
            <translation>Étape {number} sur {total} : {name}</translation>
        </message>
    </context>
    <context>
        <name>StrengthHint</name>
        <message>
            <source>Strength of the passphrase</source>
            <translation>Solidité de la phrase secrète</translation>
        </message>
        <message>
            <source>Four or five words that do not belong together make a strong one.</source>
            <translation>Quatre ou cinq mots sans rapport entre eux en font une solide.</translation>
        </message>
        <message>
            <source>Weak: make it longer, at least twelve characters.</source>
            <translation>Faible : allongez-la, au moins douze caractères.</translation>
        </message>
        <message>
            <source>Fair: one more word would make it strong.</source>
            <translation>Correcte : un mot de plus la rendrait solide.</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Solide.</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close this message</source>
            <translation>Fermer ce message</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Go online again</source>
            <translation>Revenir en ligne</translation>
        </message>
        <message>
            <source>Work offline</source>
            <translation>Travailler hors ligne</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Open Écritoire</source>
            <translation>Ouvrir Écritoire</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>Nouveau message</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message numerus="yes">
            <source>%n new chat message(s)</source>
            <translation>
                <numerusform>%n nouveau message de discussion</numerusform>
                <numerusform>%n nouveaux messages de discussion</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%Ln nouveau message</numerusform>
                <numerusform>%Ln nouveaux messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>The part that talks to the servers is being restarted. You can go on reading and writing.</source>
            <translation>La partie qui parle aux serveurs redémarre. Vous pouvez continuer à lire et à écrire.</translation>
        </message>
        <message>
            <source>{account}: {reason}</source>
            <translation>{account} : {reason}</translation>
        </message>
        <message>
            <source>the server asks you to sign in again.</source>
            <translation>le serveur demande de vous reconnecter.</translation>
        </message>
        <message>
            <source>Sign in…</source>
            <translation>Se connecter…</translation>
        </message>
        <message>
            <source>Version {version} of Écritoire is there. It is installed by your administration.</source>
            <translation>La version {version} d’Écritoire est disponible. Votre administration l’installe.</translation>
        </message>
        <message>
            <source>Understood</source>
            <translation>Compris</translation>
        </message>
    </context>
    <context>
        <name>_AddressRow</name>
        <message>
            <source>Copy it from your calendar’s page; it is a secret.</source>
            <translation type="unfinished">Copiez-la depuis la page de votre agenda ; elle est secrète.</translation>
        </message>
        <message>
            <source>Calendar, to read</source>
            <translation type="unfinished">Agenda, en lecture</translation>
        </message>
        <message>
            <source>Address of the published calendar</source>
            <translation type="unfinished">Adresse de l’agenda publié</translation>
        </message>
        <message>
            <source>Copy the webhook’s address from its group’s page; it is a secret. One can post there, not read.</source>
            <translation type="unfinished">Copiez l’adresse du webhook depuis la page de son groupe ; c’est un secret. On peut y publier, pas y lire.</translation>
        </message>
        <message>
            <source>Group, to post to</source>
            <translation type="unfinished">Groupe, pour publier</translation>
        </message>
        <message>
            <source>Address of the incoming webhook</source>
            <translation type="unfinished">Adresse du webhook entrant</translation>
        </message>
    </context>
    <context>
        <name>_DirectoryRow</name>
        <message>
            <source>Searched below, if the server does not say it</source>
            <translation>Base de recherche, si le serveur ne la donne pas</translation>
        </message>
        <message>
            <source>Name to sign in with, if it is not the user name</source>
            <translation>Nom de connexion, si ce n’est pas l’identifiant</translation>
        </message>
    </context>
    <context>
        <name>_LineDelegate</name>
        <message>
            <source>(not there)</source>
            <translation>(absent)</translation>
        </message>
    </context>
    <context>
        <name>_MailRow</name>
        <message>
            <source>{service}: server</source>
            <translation>{service} : serveur</translation>
        </message>
        <message>
            <source>{service}: port</source>
            <translation>{service} : port</translation>
        </message>
        <message>
            <source>{service}: protection</source>
            <translation>{service} : protection</translation>
        </message>
        <message>
            <source>{service}: user name</source>
            <translation>{service} : identifiant</translation>
        </message>
    </context>
    <context>
        <name>_ServerRow</name>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Name of the server</source>
            <translation>Nom du serveur</translation>
        </message>
        <message>
            <source>Port of the server</source>
            <translation>Port du serveur</translation>
        </message>
        <message>
            <source>User name on the server</source>
            <translation>Identifiant sur le serveur</translation>
        </message>
    </context>
</TS>
