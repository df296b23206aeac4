<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>Agenda</name>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
        <message>
            <source>All day</source>
            <translation>Toute la journée</translation>
        </message>
        <message>
            <source>{day}, all day</source>
            <translation>{day}, toute la journée</translation>
        </message>
        <message>
            <source>Conflict to settle</source>
            <translation>Conflit à régler</translation>
        </message>
        <message>
            <source>Refused by the server</source>
            <translation>Refusé par le serveur</translation>
        </message>
        <message>
            <source>Waiting to be synchronised</source>
            <translation>En attente de synchronisation</translation>
        </message>
        <message>
            <source>Synchronised</source>
            <translation>Synchronisé</translation>
        </message>
        <message>
            <source>To be confirmed</source>
            <translation>À confirmer</translation>
        </message>
        <message>
            <source>Called off</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminée</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tâche</translation>
        </message>
        <message>
            <source>called off</source>
            <translation>annulé</translation>
        </message>
        <message>
            <source>to be confirmed</source>
            <translation>à confirmer</translation>
        </message>
        <message>
            <source>repeats</source>
            <translation>se répète</translation>
        </message>
        <message>
            <source>at the same time as another</source>
            <translation>en même temps qu’un autre</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Tâches</translation>
        </message>
        <message>
            <source>week {number}</source>
            <translation>semaine {number}</translation>
        </message>
    </context>
    <context>
        <name>AgendaBar</name>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Précédent</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Jour</translation>
        </message>
        <message>
            <source>Work week</source>
            <translation>Semaine ouvrée</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>Semaine</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mois</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation type="unfinished">Tâches</translation>
        </message>
        <message>
            <source>New event</source>
            <translation>Nouvel événement</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus</translation>
        </message>
    </context>
    <context>
        <name>AvailabilityField</name>
        <message>
            <source>Next free time</source>
            <translation>Prochain créneau libre</translation>
        </message>
        <message>
            <source>The next time at which everybody is free, on working days from 8 to 19 h</source>
            <translation>Le prochain moment où tout le monde est libre, les jours ouvrés de 8 h à 19 h</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>{name}: taken from {start} to {end}.</source>
            <translation>{name} : indisponible de {start} à {end}.</translation>
        </message>
        <message>
            <source>Everybody is free.</source>
            <translation>Tout le monde est libre.</translation>
        </message>
        <message>
            <source>Whoever is known is free.</source>
            <translation>Les personnes dont l’agenda est connu sont libres.</translation>
        </message>
        <message>
            <source>Nothing is known of: {names}.</source>
            <translation>Agenda inconnu : {names}.</translation>
        </message>
        <message>
            <source>{reason} Last known: {time}.</source>
            <translation>{reason} Dernier état connu : {time}.</translation>
        </message>
        <message>
            <source>This calendar’s server does not tell when others are busy.</source>
            <translation>Le serveur de cet agenda n’indique pas les disponibilités des autres.</translation>
        </message>
        <message>
            <source>The server cannot be reached.</source>
            <translation>Le serveur n’est pas joignable.</translation>
        </message>
        <message>
            <source>The server did not answer.</source>
            <translation>Le serveur n’a pas répondu.</translation>
        </message>
        <message>
            <source>No time at which everybody is free was found within three weeks.</source>
            <translation>Aucun créneau libre pour tous n’a été trouvé dans les trois semaines.</translation>
        </message>
    </context>
    <context>
        <name>AvailabilityGrid</name>
        <message>
            <source>Availability</source>
            <translation>Disponibilités</translation>
        </message>
    </context>
    <context>
        <name>CalendarArea</name>
        <message>
            <source>Calendar</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Jours</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mois</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Your calendars will be shown here</source>
            <translation>Vos agendas s’afficheront ici</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Add an account with calendars (CalDAV): your events can then be read and changed without a network.</source>
            <translation>Ajoutez un compte avec des agendas (CalDAV) : vos événements pourront être lus et modifiés même sans réseau.</translation>
        </message>
        <message>
            <source>Add an account</source>
            <translation>Ajouter un compte</translation>
        </message>
    </context>
    <context>
        <name>CalendarList</name>
        <message>
            <source>Calendars</source>
            <translation>Agendas</translation>
        </message>
    </context>
    <context>
        <name>Calendars</name>
        <message>
            <source>{name}, to read only</source>
            <translation>{name}, en lecture seule</translation>
        </message>
        <message>
            <source>This calendar can be read only.</source>
            <translation>Cet agenda est en lecture seule.</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>New event</source>
            <translation type="unfinished">Nouvel événement</translation>
        </message>
        <message>
            <source>New task</source>
            <translation>Nouvelle tâche</translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished">Aujourd’hui</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Import a calendar…</source>
            <translation>Importer un agenda…</translation>
        </message>
        <message>
            <source>Export a calendar…</source>
            <translation>Exporter un agenda…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Enregistrer en PDF…</translation>
        </message>
        <message>
            <source>Public holidays</source>
            <translation>Jours fériés</translation>
        </message>
    </context>
    <context>
        <name>Conflict</name>
        <message>
            <source>Title</source>
            <translation>Titre</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>Repetition</source>
            <translation>Répétition</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lieu</translation>
        </message>
        <message>
            <source>Meeting link</source>
            <translation>Lien de réunion</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Participants</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
    </context>
    <context>
        <name>ConflictDialog</name>
        <message>
            <source>Conflict</source>
            <translation>Conflit</translation>
        </message>
        <message>
            <source>Two versions of the same event</source>
            <translation>Deux versions du même événement</translation>
        </message>
        <message>
            <source>It was changed here and elsewhere before the two could meet. Both versions are kept: choose.</source>
            <translation>Il a été modifié ici et ailleurs avant que les deux aient pu se rejoindre. Les deux versions sont gardées : à vous de choisir.</translation>
        </message>
        <message>
            <source>Join both</source>
            <translation>Réunir les deux</translation>
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
            <source>Keep the other</source>
            <translation>Garder l’autre</translation>
        </message>
        <message>
            <source>What only one side changed is taken from that side.</source>
            <translation>Ce qu’un seul côté a changé est repris de ce côté.</translation>
        </message>
        <message>
            <source>Mine becomes an event of its own beside the other.</source>
            <translation>La mienne devient un événement à part, à côté de l’autre.</translation>
        </message>
        <message>
            <source>Mine takes the place of the other.</source>
            <translation>La mienne remplace l’autre.</translation>
        </message>
        <message>
            <source>What I changed is given up.</source>
            <translation>Mes changements sont abandonnés.</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>La mienne</translation>
        </message>
        <message>
            <source>The other</source>
            <translation>L’autre</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Supprimé</translation>
        </message>
        <message>
            <source>(nothing)</source>
            <translation>(rien)</translation>
        </message>
        <message>
            <source>{text} (changed)</source>
            <translation>{text} (modifié)</translation>
        </message>
        <message>
            <source>Conflict: a task</source>
            <translation>Conflit : une tâche</translation>
        </message>
        <message>
            <source>Both sides changed the same thing: choose one of the other ways.</source>
            <translation>Les deux côtés ont changé la même chose : choisissez une autre façon.</translation>
        </message>
        <message>
            <source>Conflict settled</source>
            <translation>Conflit réglé</translation>
        </message>
    </context>
    <context>
        <name>CounterDialog</name>
        <message>
            <source>Propose another time</source>
            <translation>Proposer un autre horaire</translation>
        </message>
        <message>
            <source>Propose</source>
            <translation>Proposer</translation>
        </message>
        <message>
            <source>A word to it</source>
            <translation>Un mot d’explication</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>None of your calendars can be written to.</source>
            <translation>Aucun de vos agendas n’est modifiable.</translation>
        </message>
        <message>
            <source>Which events are to be changed?</source>
            <translation>Quels événements modifier ?</translation>
        </message>
        <message>
            <source>Which events are to be moved?</source>
            <translation>Quels événements déplacer ?</translation>
        </message>
        <message>
            <source>None of your calendars takes tasks.</source>
            <translation>Aucun de vos agendas n’accepte de tâches.</translation>
        </message>
        <message>
            <source>Which events are to be deleted?</source>
            <translation>Quels événements supprimer ?</translation>
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished">Rejoindre</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation type="unfinished">Modifier…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished">Supprimer</translation>
        </message>
    </context>
    <context>
        <name>EntryEditor</name>
        <message>
            <source>New event</source>
            <translation>Nouvel événement</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Événement</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titre</translation>
        </message>
        <message>
            <source>All day</source>
            <translation>Toute la journée</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>Occupé</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Disponible</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Privé</translation>
        </message>
        <message>
            <source>To be confirmed</source>
            <translation>À confirmer</translation>
        </message>
        <message>
            <source>Send the invitations when saving</source>
            <translation>Envoyer les invitations à l’enregistrement</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>Repetition</source>
            <translation>Répétition</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lieu</translation>
        </message>
        <message>
            <source>Meeting link</source>
            <translation>Lien de réunion</translation>
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished">Participants</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Shown as</source>
            <translation>Affiché comme</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>{name} organises this event: what you change is for you alone.</source>
            <translation>{name} organise cet événement : vos changements ne valent que pour vous.</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Import a calendar</source>
            <translation>Importer un agenda</translation>
        </message>
        <message>
            <source>Calendars (*.ics *.ical *.ifb);;All files (*)</source>
            <translation>Agendas (*.ics *.ical *.ifb);;Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>Into which calendar?</source>
            <translation>Dans quel agenda ?</translation>
        </message>
        <message>
            <source>The file could not be read, or is too large.</source>
            <translation>Le fichier ne peut pas être lu, ou il est trop grand.</translation>
        </message>
        <message numerus="yes">
            <source>%n entry(ies) imported</source>
            <translation>
                <numerusform>%n élément importé</numerusform>
                <numerusform>%n éléments importés</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was there already</source>
            <translation>Tout y était déjà</translation>
        </message>
        <message>
            <source>Which calendar?</source>
            <translation>Quel agenda ?</translation>
        </message>
        <message>
            <source>Export a calendar</source>
            <translation>Exporter un agenda</translation>
        </message>
        <message>
            <source>Calendars (*.ics)</source>
            <translation>Agendas (*.ics)</translation>
        </message>
        <message>
            <source>Calendar written to {name}</source>
            <translation>Agenda écrit dans {name}</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished">Agenda</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>Enregistrer en PDF</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Documents PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Enregistré sous {name}</translation>
        </message>
    </context>
    <context>
        <name>Holidays</name>
        <message>
            <source>None</source>
            <translation>Aucun</translation>
        </message>
        <message>
            <source>Mainland France</source>
            <translation>France métropolitaine</translation>
        </message>
        <message>
            <source>Alsace-Moselle</source>
            <translation>Alsace-Moselle</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>Guadeloupe</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>Martinique</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>Guyane</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>La Réunion</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>Mayotte</translation>
        </message>
        <message>
            <source>Saint-Barthélemy</source>
            <translation>Saint-Barthélemy</translation>
        </message>
        <message>
            <source>Saint-Martin</source>
            <translation>Saint-Martin</translation>
        </message>
        <message>
            <source>New Year’s Day</source>
            <translation>Jour de l’an</translation>
        </message>
        <message>
            <source>Labour Day</source>
            <translation>Fête du Travail</translation>
        </message>
        <message>
            <source>Victory of 1945</source>
            <translation>Victoire de 1945</translation>
        </message>
        <message>
            <source>National Day</source>
            <translation>Fête nationale</translation>
        </message>
        <message>
            <source>Assumption</source>
            <translation>Assomption</translation>
        </message>
        <message>
            <source>All Saints’ Day</source>
            <translation>Toussaint</translation>
        </message>
        <message>
            <source>Armistice of 1918</source>
            <translation>Armistice de 1918</translation>
        </message>
        <message>
            <source>Christmas</source>
            <translation>Noël</translation>
        </message>
        <message>
            <source>Easter Monday</source>
            <translation>Lundi de Pâques</translation>
        </message>
        <message>
            <source>Ascension</source>
            <translation>Ascension</translation>
        </message>
        <message>
            <source>Whit Monday</source>
            <translation>Lundi de Pentecôte</translation>
        </message>
        <message>
            <source>Abolition of slavery</source>
            <translation>Abolition de l’esclavage</translation>
        </message>
        <message>
            <source>Good Friday</source>
            <translation>Vendredi saint</translation>
        </message>
        <message>
            <source>Saint Stephen’s Day</source>
            <translation>Saint-Étienne</translation>
        </message>
    </context>
    <context>
        <name>HoursView</name>
        <message>
            <source>all day</source>
            <translation>journée</translation>
        </message>
        <message numerus="yes">
            <source>+ %n other(s)</source>
            <translation>
                <numerusform>+ %n autre</numerusform>
                <numerusform>+ %n autres</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Intents</name>
        <message>
            <source>Task created</source>
            <translation>Tâche créée</translation>
        </message>
        <message>
            <source>Event created</source>
            <translation>Événement créé</translation>
        </message>
        <message>
            <source>Changes kept</source>
            <translation>Modifications enregistrées</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>Déplacé</translation>
        </message>
        <message>
            <source>Task done</source>
            <translation>Tâche terminée</translation>
        </message>
        <message>
            <source>Task open again</source>
            <translation>Tâche rouverte</translation>
        </message>
        <message>
            <source>Your answer is kept and on its way.</source>
            <translation>Votre réponse est enregistrée et va partir.</translation>
        </message>
        <message>
            <source>Your proposal is on its way.</source>
            <translation>Votre proposition va partir.</translation>
        </message>
        <message>
            <source>Invitation: {title}</source>
            <translation>Invitation : {title}</translation>
        </message>
        <message>
            <source>{me} invites you: {title}</source>
            <translation>{me} vous invite : {title}</translation>
        </message>
        <message>
            <source>Called off: {title}</source>
            <translation>Annulé : {title}</translation>
        </message>
        <message>
            <source>{me} calls this off: {title}</source>
            <translation>{me} annule ce rendez-vous : {title}</translation>
        </message>
        <message>
            <source>Called off for you: {title}</source>
            <translation>Annulé pour vous : {title}</translation>
        </message>
        <message>
            <source>{me} no longer counts on you: {title}</source>
            <translation>{me} ne compte plus sur votre présence : {title}</translation>
        </message>
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
            <source>Another time: {title}</source>
            <translation>Autre horaire : {title}</translation>
        </message>
        <message>
            <source>{me} proposes another time.</source>
            <translation>{me} propose un autre horaire.</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Supprimé</translation>
        </message>
        <message>
            <source>Called off</source>
            <translation type="unfinished">Annulé</translation>
        </message>
        <message>
            <source>Undone</source>
            <translation>Annulé</translation>
        </message>
    </context>
    <context>
        <name>ListDelegate</name>
        <message>
            <source>All day</source>
            <translation type="unfinished">Toute la journée</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>jusqu’à {time}</translation>
        </message>
        <message>
            <source>from {time}</source>
            <translation>dès {time}</translation>
        </message>
    </context>
    <context>
        <name>ListModel</name>
        <message>
            <source>Today, {day}</source>
            <translation>Aujourd’hui, {day}</translation>
        </message>
    </context>
    <context>
        <name>MiniMonth</name>
        <message>
            <source>Previous month</source>
            <translation>Mois précédent</translation>
        </message>
        <message>
            <source>Next month</source>
            <translation>Mois suivant</translation>
        </message>
    </context>
    <context>
        <name>MonthView</name>
        <message numerus="yes">
            <source>+ %n other(s)</source>
            <translation>
                <numerusform>+ %n autre</numerusform>
                <numerusform>+ %n autres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n événement</numerusform>
                <numerusform>%n événements</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NextMeeting</name>
        <message>
            <source>Next</source>
            <translation>À venir</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Rejoindre</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>Now, until {time}</source>
            <translation>En cours, jusqu’à {time}</translation>
        </message>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation>
                <numerusform>Dans %n minute</numerusform>
                <numerusform>Dans %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Today at {time}</source>
            <translation>Aujourd’hui à {time}</translation>
        </message>
        <message>
            <source>Join {title}</source>
            <translation>Rejoindre {title}</translation>
        </message>
    </context>
    <context>
        <name>Peek</name>
        <message>
            <source>Chosen event</source>
            <translation>Événement choisi</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
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
            <source>Place</source>
            <translation>Lieu</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>This calendar can be read only.</source>
            <translation>Cet agenda est en lecture seule.</translation>
        </message>
        <message>
            <source>Somebody else changed this too. Both versions are kept until you choose.</source>
            <translation>Quelqu’un d’autre l’a modifié aussi. Les deux versions sont gardées jusqu’à votre choix.</translation>
        </message>
        <message>
            <source>Settle the conflict…</source>
            <translation>Régler le conflit…</translation>
        </message>
        <message>
            <source>Another event is at the same time.</source>
            <translation>Un autre événement a lieu en même temps.</translation>
        </message>
        <message>
            <source>You have accepted.</source>
            <translation>Vous avez accepté.</translation>
        </message>
        <message>
            <source>You have accepted with reservations.</source>
            <translation>Vous avez accepté provisoirement.</translation>
        </message>
        <message>
            <source>You have declined.</source>
            <translation>Vous avez décliné.</translation>
        </message>
        <message>
            <source>{name} waits for your answer.</source>
            <translation>{name} attend votre réponse.</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Maybe</source>
            <translation>Peut-être</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Décliner</translation>
        </message>
        <message>
            <source>Propose another time…</source>
            <translation>Proposer un autre horaire…</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Participants</translation>
        </message>
        <message>
            <source>{name}, organizer</source>
            <translation>{name}, organise</translation>
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>et %n autre</numerusform>
                <numerusform>et %n autres</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message>
            <source>accepts</source>
            <translation>accepte</translation>
        </message>
        <message>
            <source>declines</source>
            <translation>décline</translation>
        </message>
        <message>
            <source>maybe</source>
            <translation>peut-être</translation>
        </message>
        <message>
            <source>delegated</source>
            <translation>délégué</translation>
        </message>
        <message>
            <source>has not answered</source>
            <translation>pas encore de réponse</translation>
        </message>
        <message>
            <source>{name}, organizer</source>
            <translation>{name}, organise</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>facultatif</translation>
        </message>
        <message>
            <source>{name} is optional</source>
            <translation>La présence de {name} est facultative</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
    </context>
    <context>
        <name>PeopleField</name>
        <message>
            <source>Invite somebody: name or address</source>
            <translation>Inviter quelqu’un : nom ou adresse</translation>
        </message>
        <message>
            <source>Invite somebody</source>
            <translation>Inviter quelqu’un</translation>
        </message>
    </context>
    <context>
        <name>ReminderField</name>
        <message>
            <source>Add a reminder</source>
            <translation>Ajouter un rappel</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Rappel</translation>
        </message>
        <message>
            <source>Remove this reminder</source>
            <translation>Retirer ce rappel</translation>
        </message>
    </context>
    <context>
        <name>ReminderWindow</name>
        <message>
            <source>Reminders</source>
            <translation type="unfinished">Rappels</translation>
        </message>
        <message>
            <source>All in 5 minutes</source>
            <translation>Tous dans 5 minutes</translation>
        </message>
        <message>
            <source>Done with all</source>
            <translation>Tout est fait</translation>
        </message>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished">Rejoindre</translation>
        </message>
        <message>
            <source>Join {title}</source>
            <translation type="unfinished">Rejoindre {title}</translation>
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished">Afficher</translation>
        </message>
        <message>
            <source>(no subject)</source>
            <translation>(sans objet)</translation>
        </message>
        <message>
            <source>Letter of {who}, {when}</source>
            <translation>Lettre de {who}, {when}</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>Remind again of {title}</source>
            <translation>Rappeler {title} plus tard</translation>
        </message>
        <message>
            <source>Done with it</source>
            <translation>C’est fait</translation>
        </message>
        <message>
            <source>Done with the reminder of {title}</source>
            <translation>Ne plus rappeler {title}</translation>
        </message>
        <message>
            <source>In 5 minutes</source>
            <translation>Dans 5 minutes</translation>
        </message>
        <message>
            <source>In 15 minutes</source>
            <translation>Dans 15 minutes</translation>
        </message>
        <message>
            <source>In an hour</source>
            <translation>Dans une heure</translation>
        </message>
        <message>
            <source>Tomorrow at 9</source>
            <translation>Demain à 9 h</translation>
        </message>
        <message>
            <source>When it begins</source>
            <translation>Au début</translation>
        </message>
        <message>
            <source>at {time}</source>
            <translation>à {time}</translation>
        </message>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation type="unfinished">
                <numerusform>Dans %n minute</numerusform>
                <numerusform>Dans %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished">Aujourd’hui</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Maintenant</translation>
        </message>
        <message numerus="yes">
            <source>Since %n minute(s)</source>
            <translation>
                <numerusform>Depuis %n minute</numerusform>
                <numerusform>Depuis %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Commencé</translation>
        </message>
    </context>
    <context>
        <name>Reminders</name>
        <message>
            <source>At the time of the event</source>
            <translation>À l’heure de l’événement</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) before</source>
            <translation>
                <numerusform>%n minute avant</numerusform>
                <numerusform>%n minutes avant</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) before</source>
            <translation>
                <numerusform>%n heure avant</numerusform>
                <numerusform>%n heures avant</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) before</source>
            <translation>
                <numerusform>%n jour avant</numerusform>
                <numerusform>%n jours avant</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) before</source>
            <translation>
                <numerusform>%n semaine avant</numerusform>
                <numerusform>%n semaines avant</numerusform>
            </translation>
        </message>
        <message>
            <source>On the day at {time}</source>
            <translation>Le jour même à {time}</translation>
        </message>
        <message>
            <source>The day before at {time}</source>
            <translation>La veille à {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) before at {time}</source>
            <translation>
                <numerusform>%n jour avant à {time}</numerusform>
                <numerusform>%n jours avant à {time}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Repetition</name>
        <message>
            <source>On several dates</source>
            <translation>Sur plusieurs dates</translation>
        </message>
        <message>
            <source>Does not repeat</source>
            <translation>Ne se répète pas</translation>
        </message>
        <message>
            <source>Repeats by a rule of its own: {rule}</source>
            <translation>Se répète selon une règle particulière : {rule}</translation>
        </message>
        <message>
            <source>Every day</source>
            <translation>Chaque jour</translation>
        </message>
        <message>
            <source>Every week</source>
            <translation>Chaque semaine</translation>
        </message>
        <message>
            <source>Every month</source>
            <translation>Chaque mois</translation>
        </message>
        <message>
            <source>Every year</source>
            <translation>Chaque année</translation>
        </message>
        <message>
            <source>Every {number} days</source>
            <translation>Tous les {number} jours</translation>
        </message>
        <message>
            <source>Every {number} weeks</source>
            <translation>Toutes les {number} semaines</translation>
        </message>
        <message>
            <source>Every {number} months</source>
            <translation>Tous les {number} mois</translation>
        </message>
        <message>
            <source>Every {number} years</source>
            <translation>Tous les {number} ans</translation>
        </message>
        <message>
            <source>Every working day</source>
            <translation>Chaque jour ouvré</translation>
        </message>
        <message>
            <source>on {weekday}</source>
            <translation>le {weekday}</translation>
        </message>
        <message>
            <source>on the {day}</source>
            <translation>le {day}</translation>
        </message>
        <message>
            <source>on {date}</source>
            <translation>le {date}</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>jusqu’au {day}</translation>
        </message>
        <message>
            <source>{number} times</source>
            <translation>{number} fois</translation>
        </message>
        <message>
            <source>on the first {weekday}</source>
            <translation>le premier {weekday}</translation>
        </message>
        <message>
            <source>on the second {weekday}</source>
            <translation>le deuxième {weekday}</translation>
        </message>
        <message>
            <source>on the third {weekday}</source>
            <translation>le troisième {weekday}</translation>
        </message>
        <message>
            <source>on the fourth {weekday}</source>
            <translation>le quatrième {weekday}</translation>
        </message>
        <message>
            <source>on the last {weekday}</source>
            <translation>le dernier {weekday}</translation>
        </message>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} et {last}</translation>
        </message>
    </context>
    <context>
        <name>RepetitionField</name>
        <message>
            <source>Repetition</source>
            <translation>Répétition</translation>
        </message>
        <message>
            <source>Does not repeat</source>
            <translation>Ne se répète pas</translation>
        </message>
        <message>
            <source>Of my own…</source>
            <translation>Personnalisée…</translation>
        </message>
    </context>
    <context>
        <name>SpanDialog</name>
        <message>
            <source>An event that repeats</source>
            <translation>Un événement qui se répète</translation>
        </message>
        <message>
            <source>This one only</source>
            <translation>Celui-ci seulement</translation>
        </message>
        <message>
            <source>This one and the following</source>
            <translation>Celui-ci et les suivants</translation>
        </message>
        <message>
            <source>All of them</source>
            <translation>Tous</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>SpanField</name>
        <message>
            <source>First day</source>
            <translation>Premier jour</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Dernier jour</translation>
        </message>
        <message>
            <source>Begins at</source>
            <translation>Commence à</translation>
        </message>
        <message>
            <source>Ends at</source>
            <translation>Finit à</translation>
        </message>
    </context>
    <context>
        <name>TaskEditor</name>
        <message>
            <source>Task</source>
            <translation type="unfinished">Tâche</translation>
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished">Titre</translation>
        </message>
        <message>
            <source>Due on</source>
            <translation>Échéance le</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Étapes</translation>
        </message>
        <message>
            <source>New step, then Enter</source>
            <translation>Nouvelle étape, puis Entrée</translation>
        </message>
        <message>
            <source>New step</source>
            <translation>Nouvelle étape</translation>
        </message>
        <message>
            <source>None</source>
            <translation type="unfinished">Aucun</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Haute</translation>
        </message>
        <message>
            <source>Middle</source>
            <translation>Moyenne</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Basse</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorité</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Repetition</source>
            <translation>Répétition</translation>
        </message>
        <message>
            <source>Step of</source>
            <translation>Étape de</translation>
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished">Description</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished">Supprimer</translation>
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished">Enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>No other task</source>
            <translation>Aucune autre tâche</translation>
        </message>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
        <message>
            <source>A task that is done or elsewhere</source>
            <translation>Une tâche terminée ou ailleurs</translation>
        </message>
    </context>
    <context>
        <name>TaskModel</name>
        <message>
            <source>Today</source>
            <translation type="unfinished">Aujourd’hui</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Demain</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
        <message>
            <source>done</source>
            <translation>terminée</translation>
        </message>
        <message>
            <source>late</source>
            <translation>en retard</translation>
        </message>
        <message>
            <source>repeats</source>
            <translation>se répète</translation>
        </message>
        <message>
            <source>step of {task}</source>
            <translation>étape de {task}</translation>
        </message>
        <message>
            <source>{done} of {all} steps done</source>
            <translation>{done} étape faite sur {all}</translation>
        </message>
        <message>
            <source>waiting to be synchronised</source>
            <translation>en attente de synchronisation</translation>
        </message>
    </context>
    <context>
        <name>TasksView</name>
        <message>
            <source>New task, then Enter</source>
            <translation>Nouvelle tâche, puis Entrée</translation>
        </message>
        <message>
            <source>New task</source>
            <translation>Nouvelle tâche</translation>
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished">Terminée</translation>
        </message>
        <message>
            <source>Show the tasks that are done</source>
            <translation>Afficher les tâches terminées</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation type="unfinished">Tâches</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>Rien à faire</translation>
        </message>
        <message>
            <source>What you note above is listed here.</source>
            <translation>Ce que vous notez ci-dessus s’affiche ici.</translation>
        </message>
    </context>
    <context>
        <name>TellDialog</name>
        <message>
            <source>Call off an event</source>
            <translation>Supprimer un événement</translation>
        </message>
        <message>
            <source>Tell them that it is called off</source>
            <translation>Prévenir de l’annulation</translation>
        </message>
        <message>
            <source>Call off</source>
            <translation>Supprimer l’événement</translation>
        </message>
        <message>
            <source>Invited: {names}</source>
            <translation>Participants : {names}</translation>
        </message>
        <message>
            <source>Where the calendar’s server writes to them by itself, it does so in any case.</source>
            <translation>Si le serveur de l’agenda écrit de lui-même aux participants, il le fait dans tous les cas.</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Conserver</translation>
        </message>
    </context>
    <context>
        <name>_OwnRepetition</name>
        <message>
            <source>Every how many</source>
            <translation>Tous les combien</translation>
        </message>
        <message>
            <source>Days, weeks, months or years</source>
            <translation>Jours, semaines, mois ou ans</translation>
        </message>
        <message>
            <source>day(s)</source>
            <translation>jour(s)</translation>
        </message>
        <message>
            <source>week(s)</source>
            <translation>semaine(s)</translation>
        </message>
        <message>
            <source>month(s)</source>
            <translation>mois</translation>
        </message>
        <message>
            <source>year(s)</source>
            <translation>an(s)</translation>
        </message>
        <message>
            <source>Every</source>
            <translation>Tous les</translation>
        </message>
        <message>
            <source>On which day of the month</source>
            <translation>Quel jour du mois</translation>
        </message>
        <message>
            <source>For ever</source>
            <translation>Sans fin</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Jusqu’au</translation>
        </message>
        <message>
            <source>Number of times</source>
            <translation>Nombre de fois</translation>
        </message>
        <message>
            <source>Last day of the repetition</source>
            <translation>Dernier jour de la répétition</translation>
        </message>
        <message>
            <source>How many times</source>
            <translation>Combien de fois</translation>
        </message>
        <message>
            <source>on the {day} of the month</source>
            <translation>le {day} du mois</translation>
        </message>
    </context>
    <context>
        <name>model</name>
        <message>
            <source>(no title)</source>
            <translation>(sans titre)</translation>
        </message>
    </context>
</TS>
