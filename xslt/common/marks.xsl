<?xml version="1.0" encoding="UTF-8"?>
<!-- What editorial elements say, in words: shared by the web and the print edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="c:named" match="*[@xml:id]" use="@xml:id"/>

  <xsl:include href="values.xsl"/>

  <!-- Values that other projects write, by attribute, and ours that says the same. -->
  <xsl:variable name="c:others" as="map(xs:string, map(xs:string, xs:string))" select="map {
      'gap/@reason': map { 'sampling': 'editorial', 'ellipsis': 'editorial' },
      'gap/@unit': map { 'chars': 'char' },
      'add/@place': map { 'supralinear': 'above', 'infralinear': 'below' } }"/>

  <!-- The words of the ODD for a value of an attribute such as gap/@reason; the value itself where it has none. -->
  <xsl:function name="c:words" as="xs:string">
    <xsl:param name="where" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="ours" as="xs:string" select="($c:others?($where)?($value), $value)[1]"/>
    <xsl:sequence select="($c:values?($where)?($ours), translate($ours, '-', ' '))[1]"/>
  </xsl:function>

  <!-- Where words were added: "above the line"; empty where it is not said. The values of a corner or of one
       side of the margin may stand in either order, and be joined by a hyphen. -->
  <xsl:function name="c:place" as="xs:string?">
    <xsl:param name="place" as="xs:string?"/>
    <xsl:variable name="values" as="xs:string*" select="tokenize($place, '[\s-]+')[.] ! ($c:others('add/@place')(.), .)[1]"/>
    <xsl:variable name="known" as="map(xs:string, xs:string)" select="$c:values('add/@place')"/>
    <xsl:sequence select="if (empty($values)) then ()
        else ($known(string-join($values, ' ')), $known(string-join(reverse($values), ' ')), 'at the ' || string-join($values, '-') || ' of the page')[1]"/>
  </xsl:function>

  <!-- Whose hand: "by an unidentified hand, in red pencil"; "with the typewriter". -->
  <xsl:function name="c:hand" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="note" as="element()?" select="c:pointed($element/@hand)[1]"/>
    <xsl:variable name="name" as="xs:string" select="normalize-space($note)"/>
    <xsl:sequence select="
        if ($note[not(@scribe or @n)]/ancestor::teiHeader/encodingDesc/appInfo/application/@ident = 'tei-edition') then 'by an ' || c:lower-first($name)
        else if ($note and $name) then 'by the hand described as “' || $name || '”'
        else if ($element/@hand) then 'by hand'
        else if ($element/@rend = 'typed') then c:words('add/@rend', 'typed')
        else ()"/>
  </xsl:function>

  <!-- What begins at a point of the text: "change of hand: unidentified hand, in red pencil". -->
  <xsl:function name="c:turn" as="xs:string">
    <xsl:param name="point" as="element()"/>
    <xsl:variable name="what" as="xs:string" select="map { 'handShift': 'change of hand', 'addSpan': 'inserted from here on',
        'delSpan': 'deleted from here on', 'damageSpan': 'damaged from here on',
        'lacunaStart': 'a gap in the witness begins', 'lacunaEnd': 'a gap in the witness ends', 'witStart': 'the witness begins', 'witEnd': 'the witness ends' }(local-name($point))"/>
    <xsl:variable name="hand" as="xs:string*" select="c:pointed($point/(@new, @hand)[1]) ! c:lower-first(normalize-space(.))[.]"/>
    <xsl:variable name="told" as="xs:string*" select="
        if (exists($hand)) then $hand else $point/(@scribe, @scribeRef, @script, @medium) ! replace(translate(., '-', ' '), '^#', '')"/>
    <xsl:sequence select="string-join(($what || $point[self::addSpan] ! c:place(@place) ! (' ' || .), string-join($told, ', ')[.]), ': ')"/>
  </xsl:function>

  <!-- True for a milestone in running text that parts two paragraphs of one passage: an addition of several, say. -->
  <xsl:function name="c:parts-paragraphs" as="xs:boolean">
    <xsl:param name="milestone" as="element(milestone)"/>
    <xsl:sequence select="($milestone/@unit = 'paragraph' or $milestone/@unit = 'section' and empty($milestone/@n)) and empty($milestone/parent::*[self::div or self::body or self::list
        or self::table or self::row or self::lg or self::sp or self::quote or self::choice or self::subst or self::app or self::figure])"/>
  </xsl:function>

  <!-- Whether a note is a line of the record (who has the floor, the time, a vote): it stands between speeches or their
       parts, and speaks of no words in them. -->
  <xsl:function name="c:is-line" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($note[self::note][empty(@target | @n)]/(parent::*[u][not(self::note)] | parent::u[seg or p or u]))"/>
  </xsl:function>

  <!-- The note that hangs on a mark on the page because it follows it; within a paragraph a note stands by itself. -->
  <xsl:function name="c:hanging-note" as="element(note)?">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="$mark[parent::div]/following-sibling::*[1]/self::note[not(c:is-line(.))]"/>
  </xsl:function>

  <!-- The elements of this document that a pointer attribute points at. -->
  <xsl:function name="c:pointed" as="element()*">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointer)[starts-with(., '#')] ! key('c:named', substring(., 2), root($pointer))"/>
  </xsl:function>

  <xsl:function name="c:lower-first" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="lower-case(substring($words, 1, 1)) || substring($words, 2)"/>
  </xsl:function>

  <xsl:function name="c:upper-first" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="upper-case(substring($words, 1, 1)) || substring($words, 2)"/>
  </xsl:function>

  <!-- How the conventions of Leiden tell a passage from others of its kind: words that the writer left out, letters of an
       abbreviation that is resolved, what was erased. -->
  <xsl:function name="c:leiden" as="xs:string?">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="
        if ($mark/self::supplied[@reason = 'omitted']) then 'is-omitted'
        else if ($mark/self::supplied[@reason = ('subaudible', 'explanation')]) then 'is-understood'
        else if ($mark/self::del[tokenize(@rend) = ('erasure', 'erased')]) then 'is-erased'
        else ()"/>
  </xsl:function>

  <!-- What is missing: "two words illegible" as "2 words illegible". -->
  <xsl:function name="c:missing" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="reason" as="xs:string" select="
        ($gap/@reason ! c:words('gap/@reason', .), $gap[self::space]/'left blank', $gap[self::damage]/'damaged', 'missing')[1]"/>
    <xsl:variable name="count" as="xs:string?" select="
        if ($gap/@atLeast) then $gap/@atLeast || '–' || $gap/@atMost
        else ($gap/@quantity, $gap/@extent)[1]"/>
    <xsl:variable name="unit" as="xs:string?" select="
        if (empty($gap/@unit)) then ()
        else replace(c:words('gap/@unit', $gap/@unit), 's$', '') || (if ($count = '1') then '' else 's')"/>
    <xsl:sequence select="
        if (normalize-space($gap/desc[1])) then normalize-space($gap/desc[1])
        else if ($gap/@reason = 'signature') then 'signature'
        else string-join(($count, $unit, $reason), ' ')"/>
  </xsl:function>

  <!-- An editorial passage in a sentence: "Inserted above the line, by an unidentified hand". -->
  <xsl:function name="c:says" as="xs:string">
    <xsl:param name="mark" as="element()"/>
    <xsl:variable name="why" as="xs:string?" select="$mark/@reason ! c:words(name($mark) || '/@reason', .)"/>
    <xsl:variable name="words" as="xs:string">
      <xsl:apply-templates select="$mark" mode="c:said">
        <xsl:with-param name="hand" select="c:hand($mark)"/>
        <xsl:with-param name="how" select="$mark/@rend[not(. = 'typed')] ! c:words(name($mark) || '/@rend', .)"/>
        <xsl:with-param name="why" select="$why"/>
        <xsl:with-param name="doubt" select="$mark/@cert ! ('certainty: ' || .)"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="c:upper-first($words)"/>
  </xsl:function>

  <xsl:mode name="c:said" on-no-match="fail"/>

  <xsl:template match="add" mode="c:said" as="xs:string">
    <xsl:param name="hand" as="xs:string?"/>
    <xsl:sequence select="string-join((string-join(('inserted', c:place(@place)), ' '), $hand), ', ')"/>
  </xsl:template>

  <xsl:template match="del" mode="c:said" as="xs:string">
    <xsl:param name="hand" as="xs:string?"/>
    <xsl:param name="how" as="xs:string?"/>
    <xsl:sequence select="string-join(('deleted', $how, $hand), ', ')"/>
  </xsl:template>

  <xsl:template match="gap | space" mode="c:said" as="xs:string">
    <xsl:sequence select="c:missing(.)"/>
  </xsl:template>

  <xsl:template match="supplied" mode="c:said" as="xs:string">
    <xsl:param name="why" as="xs:string?"/>
    <xsl:sequence select="string-join(('supplied by the editors', if ($why) then $why else ()), ': ')"/>
  </xsl:template>

  <xsl:template match="unclear" mode="c:said" as="xs:string">
    <xsl:param name="doubt" as="xs:string?"/>
    <xsl:param name="why" as="xs:string?"/>
    <xsl:sequence select="string-join(('uncertain reading', $why, $doubt), ', ')"/>
  </xsl:template>

  <xsl:template match="sic" mode="c:said" as="xs:string">
    <xsl:sequence select="'so in the original' || ((../corr, ../reg)[1] ! ('; ' || (if (self::reg) then 'regularized' else 'read') || ' “' || normalize-space(c:plain(., 'clean')) || '”'))"/>
  </xsl:template>

  <xsl:template match="corr" mode="c:said" as="xs:string">
    <xsl:sequence select="'corrected by the editors' || ((../sic, ../orig)[1] ! (' from “' || normalize-space(c:plain(., 'diplomatic')) || '”'))"/>
  </xsl:template>

  <xsl:template match="orig" mode="c:said" as="xs:string">
    <xsl:sequence select="'so in the original' || ((../reg, ../corr)[1] ! ('; ' || (if (self::reg) then 'regularized' else 'read') || ' “' || normalize-space(c:plain(., 'clean')) || '”'))"/>
  </xsl:template>

  <xsl:template match="reg" mode="c:said" as="xs:string">
    <xsl:sequence select="'regularized' || ((../orig, ../sic)[1] ! (' from “' || normalize-space(c:plain(., 'diplomatic')) || '”'))"/>
  </xsl:template>

  <xsl:template match="abbr" mode="c:said" as="xs:string">
    <xsl:sequence select="'abbreviated' || (../expan[1][normalize-space()] ! (': “' || normalize-space(c:plain(., 'clean')) || '”'))"/>
  </xsl:template>

  <xsl:template match="expan" mode="c:said" as="xs:string">
    <xsl:sequence select="'expanded' || (../abbr[1][normalize-space()] ! (' from “' || normalize-space(c:plain(., 'diplomatic')) || '”'))"/>
  </xsl:template>

  <xsl:template match="ex" mode="c:said" as="xs:string">
    <xsl:sequence select="'letters added to an abbreviation'"/>
  </xsl:template>

  <xsl:template match="stamp" mode="c:said" as="xs:string">
    <xsl:sequence select="string-join(('stamp', @type ! c:words('stamp/@type', .)), ': ')"/>
  </xsl:template>

  <xsl:template match="surplus | secl" mode="c:said" as="xs:string">
    <xsl:param name="why" as="xs:string?"/>
    <xsl:sequence select="string-join(('superfluous, according to the editors', $why), ': ')"/>
  </xsl:template>

  <xsl:template match="damage" mode="c:said" as="xs:string">
    <xsl:sequence select="string-join(('damaged', @agent), ' by ')"/>
  </xsl:template>

  <xsl:template match="hi" mode="c:said" as="xs:string">
    <xsl:param name="hand" as="xs:string?"/>
    <xsl:param name="how" as="xs:string?"/>
    <xsl:sequence select="string-join((($how, 'set apart')[1], $hand), ' ')"/>
  </xsl:template>

  <xsl:template match="*" mode="c:said" as="xs:string" priority="-1">
    <xsl:sequence select="name()"/>
  </xsl:template>

  <!-- Who says so: the person that resp points at, or the writer of the note that reports it. -->
  <xsl:function name="c:responsible" as="xs:string?">
    <xsl:param name="mark" as="element()"/>
    <xsl:variable name="note" as="element()?" select="$mark/ancestor-or-self::*[self::add or self::del or self::subst or self::opener or self::ab][last()]
        /following-sibling::node()[not(self::text()[not(normalize-space())])][1][self::note[@resp]]"/>
    <xsl:variable name="person" as="element()?" select="(c:pointed($mark/@resp), c:pointed($note/@resp))[1]"/>
    <xsl:variable name="role" as="xs:string?" select="($person/../resp/normalize-space(.))[1]"/>
    <!-- Where nobody is named, what was done says who did it. -->
    <xsl:variable name="unnamed" as="map(xs:string, xs:string)" select="map { 'Translation': 'the translator', 'Edition': 'the editors' }"/>
    <xsl:sequence select="$person ! (if (normalize-space(.)) then string-join((normalize-space(.), $role ! ('(' || c:lower-first(.) || ')')), ' ')
        else ($role ! ($unnamed(.), c:lower-first(.)))[1])"/>
  </xsl:function>

  <!-- The letter by which a hand is told from others: "a", "b"; empty where no hand is named. -->
  <xsl:function name="c:hand-letter" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="c:pointed($element/@hand)[1] ! c:letter(.)"/>
  </xsl:function>

  <xsl:function name="c:letter" as="xs:string">
    <xsl:param name="hand" as="element()"/>
    <xsl:sequence select="codepoints-to-string(97 + count($hand/preceding::handNote) mod 26)"/>
  </xsl:function>

  <!-- What stands before a note of the editors; one of the document itself, and of the header, has no label. -->
  <xsl:function name="c:note-label" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="if ($note/@type = 'gloss' and not($note//foreign)) then 'That is'
        else $note/@type[not(. = ('footnote', 'author', 'credits', 'field'))] ! $c:values('note/@type')(.)"/>
  </xsl:function>

  <xsl:function name="c:title" as="xs:string">
    <xsl:param name="doc" as="node()"/>
    <xsl:variable name="own" as="element()*" select="$doc/descendant-or-self::*[self::teiHeader][1]/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:variable name="document" as="element()*" select="$own[not(@level = ('s', 'j'))]"/>
    <!-- Its own title, not that of its series. -->
    <xsl:sequence select="normalize-space(($document[@type = 'main'], $document[not(@type)], $document, $own, $doc//titleStmt/title[normalize-space()], 'Untitled')[1])"/>
  </xsl:function>

  <!-- The words of an element without its notes. -->
  <xsl:function name="c:plain" as="xs:string">
    <xsl:param name="element" as="node()?"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:for-each select="$element//(text() | lb)[not(ancestor::note intersect $element//note)]">
        <xsl:sequence select="if (self::lb) then ' ' else string()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($words)"/>
  </xsl:function>

  <!-- The words that a passage is about: its own, as they are read; the first and last where they are many; of a gap, none. -->
  <xsl:function name="c:lemma" as="xs:string">
    <xsl:param name="mark" as="element()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(normalize-space(c:plain($mark, $reading)))"/>
    <xsl:sequence select="
        if (count($words) gt 9) then string-join($words[position() le 4], ' ') || ' … ' || string-join($words[position() gt last() - 4], ' ')
        else string-join($words, ' ')"/>
  </xsl:function>

  <!-- The words that an entry without a lemma speaks of: those between the places it points at. -->
  <xsl:function name="c:spanned" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="from" as="element()?" select="c:pointed($app/@from)[1]"/>
    <xsl:variable name="to" as="element()?" select="(c:pointed($app/@to)[1], $from)[1]"/>
    <xsl:variable name="around" as="element()?" select="($from/ancestor::* intersect $to/ancestor::*)[last()]"/>
    <xsl:sequence select="normalize-space(string-join($around//text()[. >> $from and (. &lt;&lt; $to or ancestor::* intersect $to)]
        [not(ancestor::note | ancestor::app)][c:is-read(., 'clean')]))"/>
  </xsl:function>

  <!-- The numbers of elements in their order, by generate-id(). -->
  <xsl:function name="c:numbered" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="map:merge(for-each-pair($elements, 1 to count($elements), function($e, $n) { map:entry(generate-id($e), $n) }))"/>
  </xsl:function>

  <!-- The sign of the note that is the $number-th of its series. Where the document has numbers for notes of
       its own among $notes, those of its editors are roman. -->
  <xsl:function name="c:counted" as="xs:string?">
    <xsl:param name="number" as="xs:integer?"/>
    <xsl:param name="notes" as="element()*"/>
    <xsl:sequence select="$number ! (if (some $n in $notes/@n satisfies matches($n, '^\d+$')) then format-integer(., 'i') else string(.))"/>
  </xsl:function>

  <!-- What of an element says something: all but white space, comments and instructions. -->
  <xsl:function name="c:content" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(* | text()[normalize-space()])"/>
  </xsl:function>

</xsl:stylesheet>
