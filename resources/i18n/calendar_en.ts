<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>Agenda</name>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{day}, all day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Conflict to settle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting to be synchronised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synchronised</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To be confirmed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Called off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Under way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>called off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>to be confirmed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at the same time as another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tasks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>week {number}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AgendaBar</name>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tasks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AvailabilityField</name>
        <message>
            <source>Next free time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The next time at which everybody is free, on working days from 8 to 19 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}: taken from {start} to {end}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everybody is free.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whoever is known is free.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is known of: {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reason} Last known: {time}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This calendar’s server does not tell when others are busy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server cannot be reached.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server did not answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No time at which everybody is free was found within three weeks.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AvailabilityGrid</name>
        <message>
            <source>Availability</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CalendarArea</name>
        <message>
            <source>Calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your calendars will be shown here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an account with calendars (CalDAV): your events can then be read and changed without a network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add an account</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CalendarList</name>
        <message>
            <source>Calendars</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Calendars</name>
        <message>
            <source>{name}, to read only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This calendar can be read only.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>New event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a calendar…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export a calendar…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Public holidays</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Conflict</name>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repetition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Meeting link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reminders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConflictDialog</name>
        <message>
            <source>Conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two versions of the same event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was changed here and elsewhere before the two could meet. Both versions are kept: choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep the other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What only one side changed is taken from that side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine becomes an event of its own beside the other.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine takes the place of the other.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What I changed is given up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(nothing)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} (changed)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Conflict: a task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides changed the same thing: choose one of the other ways.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Conflict settled</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CounterDialog</name>
        <message>
            <source>Propose another time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Propose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A word to it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>None of your calendars can be written to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which events are to be changed?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which events are to be moved?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None of your calendars takes tasks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which events are to be deleted?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EntryEditor</name>
        <message>
            <source>New event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Busy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Free</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Private</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To be confirmed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send the invitations when saving</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repetition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Meeting link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reminders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} organises this event: what you change is for you alone.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Import a calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendars (*.ics *.ical *.ifb);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Into which calendar?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file could not be read, or is too large.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n entry(ies) imported</source>
            <translation>
                <numerusform>%n entry imported</numerusform>
                <numerusform>%n entries imported</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was there already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which calendar?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export a calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendars (*.ics)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar written to {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as PDF</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Holidays</name>
        <message>
            <source>None</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mainland France</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Alsace-Moselle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Martinique</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>French Guiana</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Réunion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mayotte</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saint-Barthélemy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saint-Martin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New Year’s Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labour Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Victory of 1945</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>National Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assumption</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All Saints’ Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Armistice of 1918</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Christmas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Easter Monday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ascension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whit Monday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Abolition of slavery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good Friday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saint Stephen’s Day</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HoursView</name>
        <message>
            <source>all day</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>+ %n other(s)</source>
            <translation>
                <numerusform>+ %n other</numerusform>
                <numerusform>+ %n others</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Intents</name>
        <message>
            <source>Task created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Task done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Task open again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your answer is kept and on its way.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your proposal is on its way.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invitation: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} invites you: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Called off: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} calls this off: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Called off for you: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} no longer counts on you: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accepted: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} accepts the invitation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maybe: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} accepts the invitation with reservations.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Declined: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} declines the invitation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another time: {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{me} proposes another time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Called off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undone</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListDelegate</name>
        <message>
            <source>All day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>until {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from {time}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListModel</name>
        <message>
            <source>Today, {day}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MiniMonth</name>
        <message>
            <source>Previous month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next month</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MonthView</name>
        <message numerus="yes">
            <source>+ %n other(s)</source>
            <translation>
                <numerusform>+ %n other</numerusform>
                <numerusform>+ %n others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NextMeeting</name>
        <message>
            <source>Next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Now, until {time}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation>
                <numerusform>In %n minute</numerusform>
                <numerusform>In %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Today at {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join {title}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Peek</name>
        <message>
            <source>Chosen event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calendar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reminders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This calendar can be read only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Somebody else changed this too. Both versions are kept until you choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settle the conflict…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another event is at the same time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You have accepted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You have accepted with reservations.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You have declined.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} waits for your answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Maybe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Propose another time…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, organizer</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>and %n other</numerusform>
                <numerusform>and %n others</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message>
            <source>accepts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>declines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>maybe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>delegated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>has not answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, organizer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>optional</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} is optional</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeopleField</name>
        <message>
            <source>Invite somebody: name or address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invite somebody</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReminderField</name>
        <message>
            <source>Add a reminder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reminder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove this reminder</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReminderWindow</name>
        <message>
            <source>Reminders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All in 5 minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done with all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Join {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no subject)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Letter of {who}, {when}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remind again of {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done with it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done with the reminder of {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In 5 minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In 15 minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In an hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tomorrow at 9</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When it begins</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at {time}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation type="unfinished">
                <numerusform>In %n minute</numerusform>
                <numerusform>In %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Now</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Since %n minute(s)</source>
            <translation>
                <numerusform>For %n minute</numerusform>
                <numerusform>For %n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Begun</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Reminders</name>
        <message>
            <source>At the time of the event</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n minute(s) before</source>
            <translation>
                <numerusform>%n minute before</numerusform>
                <numerusform>%n minutes before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) before</source>
            <translation>
                <numerusform>%n hour before</numerusform>
                <numerusform>%n hours before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) before</source>
            <translation>
                <numerusform>%n day before</numerusform>
                <numerusform>%n days before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) before</source>
            <translation>
                <numerusform>%n week before</numerusform>
                <numerusform>%n weeks before</numerusform>
            </translation>
        </message>
        <message>
            <source>On the day at {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The day before at {time}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n day(s) before at {time}</source>
            <translation>
                <numerusform>%n day before at {time}</numerusform>
                <numerusform>%n days before at {time}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Repetition</name>
        <message>
            <source>On several dates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Does not repeat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeats by a rule of its own: {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every year</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every {number} days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every {number} weeks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every {number} months</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every {number} years</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every working day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the {day}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>until {day}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} times</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the first {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the second {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the third {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the fourth {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the last {weekday}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{some} and {last}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RepetitionField</name>
        <message>
            <source>Repetition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Does not repeat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of my own…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SpanDialog</name>
        <message>
            <source>An event that repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This one only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This one and the following</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All of them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SpanField</name>
        <message>
            <source>First day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Begins at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ends at</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TaskEditor</name>
        <message>
            <source>Task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Steps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New step, then Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Middle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repetition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No other task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A task that is done or elsewhere</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TaskModel</name>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tomorrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yesterday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>late</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>step of {task}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{done} of {all} steps done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting to be synchronised</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TasksView</name>
        <message>
            <source>New task, then Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New task</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the tasks that are done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tasks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing to do</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you note above is listed here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TellDialog</name>
        <message>
            <source>Call off an event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tell them that it is called off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Call off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invited: {names}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the calendar’s server writes to them by itself, it does so in any case.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep it</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_OwnRepetition</name>
        <message>
            <source>Every how many</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Days, weeks, months or years</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>day(s)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>week(s)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>month(s)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>year(s)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On which day of the month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For ever</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Until</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of times</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last day of the repetition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many times</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on the {day} of the month</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>model</name>
        <message>
            <source>(no title)</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
