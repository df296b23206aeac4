<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>AccessibilityPanel</name>
        <message>
            <source>Accessibility</source>
            <translation>Accessibilité</translation>
        </message>
        <message>
            <source>Mend…</source>
            <translation>Corriger…</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>The document has no title</source>
            <translation>Le document n’a pas de titre</translation>
        </message>
        <message>
            <source>The document does not say its language</source>
            <translation>Le document ne dit pas sa langue</translation>
        </message>
        <message>
            <source>A long text without headings</source>
            <translation>Un long texte sans titres</translation>
        </message>
        <message>
            <source>A heading skips a level</source>
            <translation>Un titre saute un niveau</translation>
        </message>
        <message>
            <source>A picture without alternative text</source>
            <translation>Une image sans texte de remplacement</translation>
        </message>
        <message>
            <source>A table without a header row</source>
            <translation>Un tableau sans ligne d’en-tête</translation>
        </message>
        <message>
            <source>A table with merged cells is hard to follow by ear</source>
            <translation>Un tableau aux cellules fusionnées se suit mal à l’oreille</translation>
        </message>
        <message>
            <source>Text that hardly stands out from its ground</source>
            <translation>Du texte qui se détache mal de son fond</translation>
        </message>
        <message>
            <source>A link whose words do not say where it leads</source>
            <translation>Un lien dont les mots ne disent pas où il mène</translation>
        </message>
        <message>
            <source>Spaces used to place text: a tab or a table says it better</source>
            <translation>Des espaces pour placer le texte : une tabulation ou un tableau le dit mieux</translation>
        </message>
        <message numerus="yes">
            <source>%n things to mend</source>
            <translation>
                <numerusform>%n point à corriger</numerusform>
                <numerusform>%n points à corriger</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to mend was found.</source>
            <translation>Rien à corriger n’a été trouvé.</translation>
        </message>
        <message>
            <source>Title of the document:</source>
            <translation>Titre du document :</translation>
        </message>
        <message>
            <source>What the picture shows, for those who cannot see it:</source>
            <translation>Ce que montre l’image, pour qui ne la voit pas :</translation>
        </message>
        <message>
            <source>Mend</source>
            <translation>Corriger</translation>
        </message>
    </context>
    <context>
        <name>Bar</name>
        <message>
            <source>Style</source>
            <translation>Style</translation>
        </message>
        <message>
            <source>Font</source>
            <translation>Police</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
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
            <source>Strike through</source>
            <translation>Barré</translation>
        </message>
        <message>
            <source>Text colour</source>
            <translation>Couleur du texte</translation>
        </message>
        <message>
            <source>Highlighting</source>
            <translation>Surlignage</translation>
        </message>
        <message>
            <source>Align left</source>
            <translation>Aligner à gauche</translation>
        </message>
        <message>
            <source>Centre</source>
            <translation>Centrer</translation>
        </message>
        <message>
            <source>Align right</source>
            <translation>Aligner à droite</translation>
        </message>
        <message>
            <source>Justify</source>
            <translation>Justifier</translation>
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
            <source>Less indented</source>
            <translation>Diminuer le retrait</translation>
        </message>
        <message>
            <source>More indented</source>
            <translation>Augmenter le retrait</translation>
        </message>
        <message>
            <source>Line spacing</source>
            <translation>Interligne</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tableau</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>Image…</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Lien…</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Insérer</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucune</translation>
        </message>
        <message>
            <source>No space between paragraphs</source>
            <translation>Pas d’espace entre les paragraphes</translation>
        </message>
        <message>
            <source>Space after paragraphs</source>
            <translation>Espace après les paragraphes</translation>
        </message>
        <message>
            <source>Space around paragraphs</source>
            <translation>Espace avant et après les paragraphes</translation>
        </message>
        <message>
            <source>New table</source>
            <translation>Nouveau tableau</translation>
        </message>
        <message>
            <source>{rows} rows, {columns} columns</source>
            <translation>{rows} lignes, {columns} colonnes</translation>
        </message>
        <message>
            <source>Row above</source>
            <translation>Ligne au-dessus</translation>
        </message>
        <message>
            <source>Row below</source>
            <translation>Ligne au-dessous</translation>
        </message>
        <message>
            <source>Column before</source>
            <translation>Colonne avant</translation>
        </message>
        <message>
            <source>Column after</source>
            <translation>Colonne après</translation>
        </message>
        <message>
            <source>Delete row</source>
            <translation>Supprimer la ligne</translation>
        </message>
        <message>
            <source>Delete column</source>
            <translation>Supprimer la colonne</translation>
        </message>
        <message>
            <source>Split cell</source>
            <translation>Diviser la cellule</translation>
        </message>
        <message>
            <source>Header row</source>
            <translation>Ligne d’en-tête</translation>
        </message>
        <message>
            <source>Delete table</source>
            <translation>Supprimer le tableau</translation>
        </message>
        <message>
            <source>Merge selected cells</source>
            <translation>Fusionner les cellules sélectionnées</translation>
        </message>
        <message>
            <source>Heading {level}</source>
            <translation>Titre {level}</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Text body</source>
            <translation>Corps de texte</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titre principal</translation>
        </message>
        <message>
            <source>Subtitle</source>
            <translation>Sous-titre</translation>
        </message>
    </context>
    <context>
        <name>ChangesPanel</name>
        <message>
            <source>Author</source>
            <translation>Auteur</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Modifications</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished">Accepter</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation type="unfinished">Rejeter</translation>
        </message>
        <message>
            <source>Accept all</source>
            <translation>Tout accepter</translation>
        </message>
        <message>
            <source>Reject all</source>
            <translation>Tout refuser</translation>
        </message>
        <message>
            <source>Inserted</source>
            <translation type="unfinished">Inséré</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation type="unfinished">Supprimé</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Tout le monde</translation>
        </message>
    </context>
    <context>
        <name>CommentsPanel</name>
        <message>
            <source>Comments</source>
            <translation>Commentaires</translation>
        </message>
        <message>
            <source>Text of the comment</source>
            <translation>Texte du commentaire</translation>
        </message>
        <message>
            <source>Write the comment…</source>
            <translation>Écrire le commentaire…</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Réglé</translation>
        </message>
        <message>
            <source>Delete comment</source>
            <translation>Supprimer le commentaire</translation>
        </message>
        <message>
            <source>settled</source>
            <translation>réglé</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>Compare {name} with {other}</source>
            <translation>Comparer {name} avec {other}</translation>
        </message>
        <message>
            <source>Take over what is chosen</source>
            <translation>Reprendre ce qui est choisi</translation>
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
            <translation>Fermer</translation>
        </message>
        <message numerus="yes">
            <source>%n differences</source>
            <translation>
                <numerusform>%n différence</numerusform>
                <numerusform>%n différences</numerusform>
            </translation>
        </message>
        <message>
            <source>Both versions say the same.</source>
            <translation>Les deux versions disent la même chose.</translation>
        </message>
        <message>
            <source>{count} taken over from the right</source>
            <translation>{count} repris de droite</translation>
        </message>
    </context>
    <context>
        <name>DocumentSpelling</name>
        <message>
            <source>Cut</source>
            <translation>Couper</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Coller</translation>
        </message>
    </context>
    <context>
        <name>DocumentTab</name>
        <message>
            <source>Text of {name}</source>
            <translation>Texte de {name}</translation>
        </message>
        <message>
            <source>Save (Ctrl+S)</source>
            <translation>Enregistrer (Ctrl+S)</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>Annuler (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Redo (Ctrl+Y)</source>
            <translation>Rétablir (Ctrl+Y)</translation>
        </message>
        <message>
            <source>Find and replace (Ctrl+F)</source>
            <translation>Rechercher et remplacer (Ctrl+F)</translation>
        </message>
        <message>
            <source>Print… (Ctrl+P)</source>
            <translation>Imprimer… (Ctrl+P)</translation>
        </message>
        <message>
            <source>Export as PDF…</source>
            <translation>Exporter en PDF…</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Réduire</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Agrandir</translation>
        </message>
        <message>
            <source>Save as…	Ctrl+Shift+S</source>
            <translation>Enregistrer sous…	Ctrl+Maj+S</translation>
        </message>
        <message>
            <source>Save to a drive…</source>
            <translation>Enregistrer dans un espace de fichiers…</translation>
        </message>
        <message>
            <source>Compare with another version…</source>
            <translation>Comparer avec une autre version…</translation>
        </message>
        <message>
            <source>Styles…</source>
            <translation>Styles…</translation>
        </message>
        <message>
            <source>Check accessibility</source>
            <translation>Vérifier l’accessibilité</translation>
        </message>
        <message>
            <source>Mail merge…</source>
            <translation>Publipostage…</translation>
        </message>
        <message>
            <source>Open in LibreOffice</source>
            <translation>Ouvrir dans LibreOffice</translation>
        </message>
        <message>
            <source>Export as tagged PDF (LibreOffice)…</source>
            <translation>Exporter en PDF balisé (LibreOffice)…</translation>
        </message>
        <message>
            <source>Continuous view</source>
            <translation>Affichage continu</translation>
        </message>
        <message>
            <source>French typography while typing</source>
            <translation>Typographie française à la saisie</translation>
        </message>
        <message>
            <source>Track changes</source>
            <translation>Suivre les modifications</translation>
        </message>
        <message>
            <source>Accept changes</source>
            <translation>Accepter les modifications</translation>
        </message>
        <message>
            <source>Reject changes</source>
            <translation>Rejeter les modifications</translation>
        </message>
        <message>
            <source>Equation</source>
            <translation>Équation</translation>
        </message>
        <message>
            <source>Text box</source>
            <translation>Zone de texte</translation>
        </message>
        <message>
            <source>Embedded object</source>
            <translation>Objet incorporé</translation>
        </message>
        <message>
            <source>Ruby text</source>
            <translation>Texte annoté (ruby)</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Dessin</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Symbole</translation>
        </message>
        <message>
            <source>Kept, not shown</source>
            <translation>Conservé, non affiché</translation>
        </message>
        <message>
            <source>Contains macros: they are kept and never run here.</source>
            <translation>Contient des macros : elles sont gardées et jamais exécutées ici.</translation>
        </message>
        <message>
            <source>Signed: saving a change ends the signature.</source>
            <translation>Signé : enregistrer une modification met fin à la signature.</translation>
        </message>
        <message>
            <source>Markdown: headings, lists, tables, links, bold, italic and code are kept, nothing else.</source>
            <translation>Markdown : titres, listes, tableaux, liens, gras, italique et code sont gardés, rien d’autre.</translation>
        </message>
        <message>
            <source>Plain text: the words alone are kept.</source>
            <translation>Texte brut : seuls les mots sont gardés.</translation>
        </message>
        <message>
            <source>A part of this file is damaged; it is kept as it is.</source>
            <translation>Une partie de ce fichier est endommagée ; elle est gardée telle quelle.</translation>
        </message>
        <message>
            <source>{words} words, {characters} characters</source>
            <translation>{words} mots, {characters} caractères</translation>
        </message>
        <message>
            <source>Page {number} of {pages}</source>
            <translation>Page {number} sur {pages}</translation>
        </message>
        <message>
            <source>Select the words of the link first.</source>
            <translation>Sélectionnez d’abord les mots du lien.</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Lien</translation>
        </message>
        <message>
            <source>Address (empty takes the link away):</source>
            <translation>Adresse (vide retire le lien) :</translation>
        </message>
        <message>
            <source>Insert a picture</source>
            <translation>Insérer une image</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif)</source>
            <translation>Images (*.png *.jpg *.jpeg *.gif)</translation>
        </message>
        <message>
            <source>This file is not a picture that can be inserted.</source>
            <translation>Ce fichier n’est pas une image qui peut être insérée.</translation>
        </message>
        <message>
            <source>Alternative text</source>
            <translation>Texte de remplacement</translation>
        </message>
        <message>
            <source>What the picture shows, for those who cannot see it:</source>
            <translation>Ce que montre l’image, pour qui ne peut pas la voir :</translation>
        </message>
    </context>
    <context>
        <name>DocumentsArea</name>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Accueil</translation>
        </message>
        <message>
            <source>New document</source>
            <translation>Nouveau document</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Lettre</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Compte rendu</translation>
        </message>
        <message>
            <source>Open a document</source>
            <translation>Ouvrir un document</translation>
        </message>
        <message>
            <source>Text documents ({patterns})</source>
            <translation>Documents texte ({patterns})</translation>
        </message>
        <message>
            <source>Open from a drive</source>
            <translation>Ouvrir depuis un espace de fichiers</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Close {name}</source>
            <translation>Fermer {name}</translation>
        </message>
        <message>
            <source>Close the document</source>
            <translation>Fermer le document</translation>
        </message>
        <message>
            <source>{name} has changes that are not saved.</source>
            <translation>{name} a des modifications qui ne sont pas enregistrées.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Close without saving</source>
            <translation>Fermer sans enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message>
            <source>Find</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Replace with</source>
            <translation>Remplacer par</translation>
        </message>
        <message>
            <source>Match case</source>
            <translation>Respecter la casse</translation>
        </message>
        <message>
            <source>Whole words</source>
            <translation>Mots entiers</translation>
        </message>
        <message>
            <source>Regular expression</source>
            <translation>Expression régulière</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Précédent</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Remplacer</translation>
        </message>
        <message>
            <source>Replace all</source>
            <translation>Tout remplacer</translation>
        </message>
        <message>
            <source>This is not a regular expression</source>
            <translation>Ce n’est pas une expression régulière</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n trouvé</numerusform>
                <numerusform>%n trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} replaced</source>
            <translation>Remplacements : {count}</translation>
        </message>
    </context>
    <context>
        <name>InsertMenu</name>
        <message>
            <source>Page break	Ctrl+Enter</source>
            <translation>Saut de page	Ctrl+Entrée</translation>
        </message>
        <message>
            <source>Footnote	Ctrl+Alt+F</source>
            <translation>Note de bas de page	Ctrl+Alt+F</translation>
        </message>
        <message>
            <source>Endnote	Ctrl+Alt+D</source>
            <translation>Note de fin	Ctrl+Alt+D</translation>
        </message>
        <message>
            <source>Comment	Ctrl+Alt+C</source>
            <translation>Commentaire	Ctrl+Alt+C</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>En-tête</translation>
        </message>
        <message>
            <source>Footer</source>
            <translation>Pied de page</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Page number</source>
            <translation>Numéro de page</translation>
        </message>
        <message>
            <source>Number of pages</source>
            <translation>Nombre de pages</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Title of the document</source>
            <translation>Titre du document</translation>
        </message>
        <message>
            <source>Bookmark…</source>
            <translation>Signet…</translation>
        </message>
        <message>
            <source>Reference to</source>
            <translation>Renvoi à</translation>
        </message>
        <message>
            <source>Table of contents</source>
            <translation>Table des matières</translation>
        </message>
        <message>
            <source>Update fields	F9</source>
            <translation>Mettre à jour les champs	F9</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titre</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Signet</translation>
        </message>
        <message>
            <source>Name of this place:</source>
            <translation>Nom de cet endroit :</translation>
        </message>
        <message>
            <source>Give some lines a heading style first: the table is made of them.</source>
            <translation>Donnez d’abord un style de titre à des lignes  : la table est faite d’elles.</translation>
        </message>
        <message>
            <source>No heading and no bookmark yet</source>
            <translation>Ni titre ni signet pour l’instant</translation>
        </message>
        <message>
            <source>Its words</source>
            <translation>Son texte</translation>
        </message>
        <message>
            <source>Its page</source>
            <translation>Sa page</translation>
        </message>
    </context>
    <context>
        <name>MailMerge</name>
        <message>
            <source>Mail merge</source>
            <translation>Publipostage</translation>
        </message>
        <message>
            <source>Records from</source>
            <translation>Données de</translation>
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
            <source>Name of each file</source>
            <translation>Nom de chaque fichier</translation>
        </message>
        <message>
            <source>Fields in braces are filled in, {number} is the record’s number.</source>
            <translation>Les champs entre accolades sont remplis, {number} est le numéro de la ligne.</translation>
        </message>
        <message>
            <source>As PDF</source>
            <translation>En PDF</translation>
        </message>
        <message>
            <source>Documents written</source>
            <translation>Documents écrits</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Champs</translation>
        </message>
        <message>
            <source>Write the documents…</source>
            <translation>Écrire les documents…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Table of records</source>
            <translation>Tableau de données</translation>
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv)</source>
            <translation>Tableaux (*.csv *.txt *.tsv)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Function</source>
            <translation>Fonction</translation>
        </message>
        <message>
            <source>Email</source>
            <translation>Courriel</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>This is not a table: its first line has to name the columns.</source>
            <translation>Ce n’est pas un tableau : sa première ligne doit nommer les colonnes.</translation>
        </message>
        <message>
            <source>The first line of the table names the columns.</source>
            <translation>La première ligne du tableau nomme les colonnes.</translation>
        </message>
        <message numerus="yes">
            <source>%n records</source>
            <translation>
                <numerusform>%n ligne</numerusform>
                <numerusform>%n lignes</numerusform>
            </translation>
        </message>
        <message>
            <source>None yet: write a column’s name in braces in the text, {Name} for instance.</source>
            <translation>Aucun pour l’instant : écrivez dans le texte le nom d’une colonne entre accolades, {Nom} par exemple.</translation>
        </message>
        <message>
            <source>No column for: {names}</source>
            <translation>Pas de colonne pour : {names}</translation>
        </message>
        <message>
            <source>Folder for the documents</source>
            <translation>Dossier des documents</translation>
        </message>
        <message>
            <source>{count} documents written</source>
            <translation>{count} documents écrits</translation>
        </message>
    </context>
    <context>
        <name>PaperTab</name>
        <message>
            <source>Text documents ({patterns})</source>
            <translation>Documents texte ({patterns})</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>Comparer avec</translation>
        </message>
        <message>
            <source>Only documents of one format can be compared: save one of them in the other’s first.</source>
            <translation>Seuls des documents du même format se comparent : enregistrez d’abord l’un dans le format de l’autre.</translation>
        </message>
        <message>
            <source>OpenDocument text (*.odt)</source>
            <translation>Texte OpenDocument (*.odt)</translation>
        </message>
        <message>
            <source>Word document (*.docx)</source>
            <translation>Document Word (*.docx)</translation>
        </message>
        <message>
            <source>Markdown (*.md *.markdown)</source>
            <translation>Markdown (*.md *.markdown)</translation>
        </message>
        <message>
            <source>Plain text (*.txt)</source>
            <translation>Texte brut (*.txt)</translation>
        </message>
        <message>
            <source>Save the document</source>
            <translation>Enregistrer le document</translation>
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
            <source>Saved: {name}</source>
            <translation>Enregistré : {name}</translation>
        </message>
        <message>
            <source>Save the document first: LibreOffice opens the file.</source>
            <translation>Enregistrez d’abord le document : LibreOffice ouvre le fichier.</translation>
        </message>
        <message>
            <source>LibreOffice could not be started.</source>
            <translation>LibreOffice n’a pas pu être lancé.</translation>
        </message>
        <message>
            <source>Opened in LibreOffice: what you save there comes back to {name}.</source>
            <translation>Ouvert dans LibreOffice : ce que vous y enregistrez revient dans {name}.</translation>
        </message>
        <message>
            <source>Export as PDF</source>
            <translation>Exporter en PDF</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>LibreOffice writes the PDF…</source>
            <translation>LibreOffice écrit le PDF…</translation>
        </message>
        <message>
            <source>LibreOffice could not write the PDF.</source>
            <translation>LibreOffice n’a pas pu écrire le PDF.</translation>
        </message>
        <message>
            <source>Exported: {name}</source>
            <translation>Exporté : {name}</translation>
        </message>
    </context>
    <context>
        <name>PrintPreview</name>
        <message>
            <source>Print {name}</source>
            <translation>Imprimer {name}</translation>
        </message>
        <message>
            <source>Pages to print</source>
            <translation>Pages à imprimer</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Page précédente</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Page suivante</translation>
        </message>
        <message>
            <source>One page</source>
            <translation>Une page</translation>
        </message>
        <message>
            <source>Two pages</source>
            <translation>Deux pages</translation>
        </message>
        <message>
            <source>All pages</source>
            <translation>Toutes les pages</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Réduire</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Agrandir</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Page {number} of {pages}</source>
            <translation>Page {number} sur {pages}</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimer</translation>
        </message>
    </context>
    <context>
        <name>Sheets</name>
        <message>
            <source>TRUE</source>
            <translation>VRAI</translation>
        </message>
        <message>
            <source>FALSE</source>
            <translation>FAUX</translation>
        </message>
    </context>
    <context>
        <name>SheetsWindow</name>
        <message>
            <source>Sheets of {name}</source>
            <translation>Feuilles de {name}</translation>
        </message>
        <message>
            <source>To look at: values without their formatting, charts and formulas.</source>
            <translation>Pour consultation : les valeurs, sans mise en forme, graphiques ni formules.</translation>
        </message>
        <message>
            <source>Open with another program</source>
            <translation>Ouvrir avec un autre logiciel</translation>
        </message>
        <message>
            <source>To look at: the first rows and columns. The whole is in the file.</source>
            <translation>Pour consultation : les premières lignes et colonnes. Le fichier contient la suite.</translation>
        </message>
    </context>
    <context>
        <name>Side</name>
        <message>
            <source>Navigator</source>
            <translation>Navigateur</translation>
        </message>
        <message>
            <source>Headings</source>
            <translation>Titres</translation>
        </message>
        <message>
            <source>Comments</source>
            <translation>Commentaires</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Modifications</translation>
        </message>
        <message>
            <source>Accessibility</source>
            <translation>Accessibilité</translation>
        </message>
        <message>
            <source>Headings, comments and tracked changes appear here.</source>
            <translation>Les titres, les commentaires et les modifications suivies apparaissent ici.</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>New document</source>
            <translation>Nouveau document</translation>
        </message>
        <message>
            <source>Blank page</source>
            <translation>Page blanche</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Lettre</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Compte rendu</translation>
        </message>
        <message>
            <source>Recent documents</source>
            <translation>Documents récents</translation>
        </message>
        <message>
            <source>Open a file…</source>
            <translation>Ouvrir un fichier…</translation>
        </message>
        <message>
            <source>Open from a drive…</source>
            <translation>Ouvrir depuis un espace de fichiers…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Retirer de la liste</translation>
        </message>
        <message>
            <source>Documents that you open or save will be listed here.</source>
            <translation>Les documents que vous ouvrez ou enregistrez apparaîtront ici.</translation>
        </message>
        <message>
            <source>New document: {template}</source>
            <translation>Nouveau document : {template}</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>OpenDocument (.odt), recommended</source>
            <translation>OpenDocument (.odt), recommandé</translation>
        </message>
        <message>
            <source>Word (.docx)</source>
            <translation>Word (.docx)</translation>
        </message>
        <message>
            <source>On a drive</source>
            <translation>Dans un espace de fichiers</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Pas encore enregistré</translation>
        </message>
    </context>
    <context>
        <name>StylesDialog</name>
        <message>
            <source>Styles</source>
            <translation>Styles</translation>
        </message>
        <message>
            <source>Styles of the document</source>
            <translation>Styles du document</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>Taille du texte</translation>
        </message>
        <message>
            <source> pt</source>
            <translation> pt</translation>
        </message>
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
            <source>Text colour</source>
            <translation>Couleur du texte</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>À gauche</translation>
        </message>
        <message>
            <source>Centred</source>
            <translation>Centré</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>À droite</translation>
        </message>
        <message>
            <source>Justified</source>
            <translation>Justifié</translation>
        </message>
        <message>
            <source>Space before</source>
            <translation>Espace avant</translation>
        </message>
        <message>
            <source>Space after</source>
            <translation>Espace après</translation>
        </message>
        <message>
            <source>Indent</source>
            <translation>Retrait</translation>
        </message>
        <message>
            <source>First line</source>
            <translation>Première ligne</translation>
        </message>
        <message>
            <source>Line spacing</source>
            <translation>Interligne</translation>
        </message>
        <message>
            <source>Stay with the next paragraph</source>
            <translation>Reste avec le paragraphe suivant</translation>
        </message>
        <message>
            <source>Font</source>
            <translation>Police</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Emphasis</source>
            <translation>Mise en valeur</translation>
        </message>
        <message>
            <source>Alignment</source>
            <translation>Alignement</translation>
        </message>
        <message>
            <source>New style…</source>
            <translation>Nouveau style…</translation>
        </message>
        <message>
            <source>Apply to the selection</source>
            <translation>Appliquer à la sélection</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>{name} (characters)</source>
            <translation>{name} (caractères)</translation>
        </message>
        <message>
            <source>Based on {name}: what is not said here comes from there.</source>
            <translation>Fondé sur {name} : ce qui n’est pas dit ici vient de là.</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>New style</source>
            <translation>Nouveau style</translation>
        </message>
        <message>
            <source>Name of the style:</source>
            <translation>Nom du style :</translation>
        </message>
    </context>
</TS>
