<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus by line: what of the text is recorded at the foot of the page, in which words. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="t:entry" on-no-match="fail"/>

  <!-- A passage is recorded once: what stands in a substitution, a choice, an entry or alone in another passage is told with it. -->
  <xsl:function name="t:is-entry" as="xs:boolean">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="
        empty($mark/ancestor::*[self::lem or self::rdg][ancestor::app][c:is-hidden(., $t:reading)]) and
        empty($mark/ancestor::*[self::note or self::del or self::choice or self::witDetail or self::head[not(t:is-heading(.))] or self::figDesc])
        and empty($mark/parent::subst) and empty($mark/ancestor-or-self::*[c:is-listed(.)])
        and not($mark[self::gap[@reason = 'signature'] or self::stamp[not(node())]])
        and empty($mark/parent::*[self::add or self::unclear or self::supplied or self::damage][t:is-only($mark)])"/>
  </xsl:function>

  <!-- Whether a passage is all that its parent holds. -->
  <xsl:function name="t:is-only" as="xs:boolean">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="empty($mark/../(* except $mark)) and not(normalize-space(string-join($mark/../text())))"/>
  </xsl:function>

  <xsl:variable name="t:entries" as="map(xs:string, xs:integer)" select="c:numbered(//text//(add | del | gap | space | supplied | unclear | subst | choice | sic | corr | surplus
      | secl | damage | app | hi[@hand] | stamp)[t:is-entry(.)])"/>

  <xsl:function name="t:entry-id" as="xs:string">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="$t:id || 'p' || $t:entries(generate-id($mark))"/>
  </xsl:function>

  <xsl:function name="t:entry-name" as="xs:string">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="t:entry-id($mark) || '-entry'"/>
  </xsl:function>

  <!-- Of footnotes that will likely stand in one line, the first is host of the others, by name: see #foot-entry. Where
       they are parted by a page break after all, the text is set again. -->
  <xsl:variable name="t:nearness" as="xs:integer" select="45"/>

  <xsl:variable name="t:pairs" as="map(xs:string, item())*">
    <xsl:for-each select="//text//(p | ab | item[t:is-paragraph(.)])[map:contains($t:footed, generate-id(.))]">
      <xsl:iterate select="descendant::node()[self::text()[not(ancestor::note)][c:is-read(., $t:reading)]
          or self::note[not(t:is-aside(.))] or map:contains($t:entries, generate-id(.))]">
        <xsl:param name="length" as="xs:integer" select="0"/>
        <xsl:param name="host" as="xs:string?"/>
        <xsl:param name="at" as="xs:integer" select="0"/>
        <xsl:choose>
          <xsl:when test="self::text()">
            <xsl:next-iteration>
              <xsl:with-param name="length" select="$length + string-length(normalize-space())"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="name" as="xs:string" select="t:foot-name(.)"/>
            <!-- A long note goes its own way: it may break over pages. -->
            <xsl:variable name="is-long" as="xs:boolean" select="self::note and string-length() gt 500"/>
            <xsl:variable name="is-guest" as="xs:boolean" select="exists($host) and not($is-long) and $length - $at lt $t:nearness"/>
            <xsl:if test="$is-guest"><xsl:sequence select="map { 'guest': ., 'host': $host }"/></xsl:if>
            <xsl:next-iteration>
              <xsl:with-param name="host" select="if ($is-long) then () else if ($is-guest) then $host else $name"/>
              <xsl:with-param name="at" select="if ($is-guest) then $at else $length"/>
            </xsl:next-iteration>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:for-each>
  </xsl:variable>

  <xsl:variable name="t:hosts" as="map(xs:string, xs:string)" select="map:merge($t:pairs ! map:entry(t:foot-name(?guest), ?host))"/>
  <xsl:variable name="t:guests" as="map(xs:string, element()+)"
      select="map:merge($t:pairs ! map:entry(?host, ?guest), map { 'duplicates': 'combine' })"/>

  <xsl:mode name="t:foot" on-no-match="fail"/>

  <!-- The host and the guests of a footnote, as arguments. -->
  <xsl:function name="t:company" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$t:hosts($name) ! (', host: ' || t:string(.))"/>
    <xsl:if test="map:contains($t:guests, $name)">
      <xsl:text>, guests: (</xsl:text>
      <xsl:for-each select="$t:guests($name)">
        <xsl:text>(name: {t:string(t:foot-name(.))}, sign: {t:string(self::note ! t:sign(.))}, body: [</xsl:text>
        <xsl:apply-templates select="." mode="t:foot"/>
        <xsl:text>]), </xsl:text>
      </xsl:for-each>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:foot-name" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::note) then t:note-name($element) else t:entry-name($element)"/>
  </xsl:function>

  <xsl:template match="*" mode="t:foot">
    <xsl:text>#entry({t:string(t:entry-id(.))}, (</xsl:text>
    <xsl:apply-templates select="." mode="t:entry"/>
    <xsl:sequence select="c:verses(.) ! (', verse: ' || t:string(.))"/>
    <xsl:text>));</xsl:text>
  </xsl:template>

  <!-- An entry: lemma (what stands in the text), says (in italics), quoted (words of the document in it, between the two). -->
  <xsl:function name="t:entry" as="xs:string">
    <xsl:param name="lemma" as="xs:string?"/>
    <xsl:param name="says" as="xs:string*"/>
    <xsl:sequence select="'lemma: ' || t:string($lemma) || ', says: ' || t:strings($says)"/>
  </xsl:function>

  <!-- Of what says is made: a text in italics, or, where it begins with a tab, words of the document. -->
  <xsl:template match="add | supplied | unclear | sic | corr | damage | hi | stamp" mode="t:entry">
    <xsl:variable name="gap" as="element()?" select="gap[t:is-only(.)]"/>
    <xsl:text>{t:entry(c:lemma(., $t:reading), string-join((c:lower-first(c:says(.)), $gap ! c:missing(.)), ': '))}</xsl:text>
  </xsl:template>

  <xsl:template match="gap | space" mode="t:entry">
    <xsl:text>{t:entry('', c:missing(.))}</xsl:text>
  </xsl:template>

  <!-- Words that are left out do not stand in the text: the word before them is the lemma. -->
  <xsl:template match="del | surplus | secl" mode="t:entry">
    <xsl:variable name="how" as="xs:string" select="c:lower-first(c:says(.))"/>
    <xsl:choose>
      <xsl:when test="not(c:is-hidden(., $t:reading)) and c:lemma(., $t:reading)">{t:entry(c:lemma(., $t:reading), $how)}</xsl:when>
      <xsl:when test="not(c:is-hidden(., $t:reading))">{t:entry('', t:deleted(.))}</xsl:when>
      <xsl:otherwise>
        <xsl:variable name="word" as="xs:string" select="t:word-before(.)"/>
        <xsl:text>{t:entry($word, (if ($word) then 'followed by' else 'before this', t:deleted(.)))}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="subst" mode="t:entry">
    <xsl:text>{t:entry(string-join(add ! c:lemma(., $t:reading), ' '), (string-join(add ! c:lower-first(c:says(.)), '; ') || ', in place of', (del | *[not(self::add)][c:is-hidden(., $t:reading)]) ! t:deleted(.)))}</xsl:text>
  </xsl:template>

  <xsl:template match="choice" mode="t:entry">
    <xsl:variable name="shown" as="element()?" select="c:chosen(., $t:reading)[1]"/>
    <xsl:text>{t:entry($shown ! c:lemma(., $t:reading), ($shown ! c:lower-first(c:says(.)), (* except c:chosen(., $t:reading)) ! t:asides(.)))}</xsl:text>
  </xsl:template>

  <xsl:template match="app" mode="t:entry">
    <xsl:variable name="lemma" as="element()?" select="t:lemma-of(.)"/>
    <xsl:variable name="words" as="xs:string" select="($lemma ! c:lemma(., $t:reading), c:spanned(.))[1]"/>
    <xsl:variable name="sigla" as="xs:string?" select="$lemma[self::lem] ! c:sigla(.)"/>
    <!-- A lemma without words says that they are omitted; the editors' word is no word of the document. -->
    <xsl:variable name="omitted" as="xs:string*" select="if ($lemma[self::lem] and not($words)) then (if ($sigla) then ('omitted', '&#9;' || normalize-space($sigla || ']')) else 'omitted]') else ()"/>
    <xsl:text>{t:entry(if (exists($omitted)) then '' else $words || $sigla, ($omitted, t:told-of(.)))}</xsl:text>
  </xsl:template>

  <!-- The reading that an entry begins with. -->
  <xsl:function name="t:lemma-of" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="(c:readings($app)[self::lem], c:base-reading($app))[1]"/>
  </xsl:function>

  <!-- What an entry tells behind its lemma: the other readings, what is said of them, and what stands in them. -->
  <xsl:function name="t:told-of" as="xs:string*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="lemma" as="element()?" select="t:lemma-of($app)"/>
    <xsl:variable name="remarks" as="xs:string*" select="c:remarks($app) ! ('&#9;' || normalize-space(string-join(.//text()))), $lemma[c:is-hidden(., $t:reading)] ! t:asides(.),
        $app/(* except (lem | rdg | rdgGrp | note | wit | witDetail | c:remarks($app)))[c:is-hidden(., $t:reading)] ! ('&#9;' || normalize-space())"/>
    <xsl:sequence select="t:readings(c:readings($app) except $lemma[self::lem], exists($remarks)), $remarks"/>
  </xsl:function>

  <!-- What of a passage that is not printed in the text is told beside its words: its notes, and entries within it. -->
  <xsl:function name="t:asides" as="xs:string*">
    <xsl:param name="hidden" as="element()"/>
    <xsl:variable name="entries" as="element()*" select="$hidden//app[not(ancestor::note)]"/>
    <xsl:sequence select="
        c:notes-of($hidden)[not(ancestor::app intersect $entries)] ! ('&#9;' || normalize-space()),
        $entries[empty(ancestor::app intersect $entries)] ! ('&#9;(' || string-join((t:lemma-of(.) ! (normalize-space(c:plain(., $t:reading)) || self::lem ! c:sigla(.) || ']'),
            t:told-of(.) ! translate(., '&#9;', '')), ' ') || ')')"/>
  </xsl:function>

  <!-- Readings with their witnesses, parted by semicolons; and one behind the last, where something follows. -->
  <xsl:function name="t:readings" as="xs:string*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:param name="is-followed" as="xs:boolean"/>
    <xsl:for-each select="$readings">
      <xsl:variable name="words" as="xs:string" select="normalize-space(c:plain(., $t:reading))"/>
      <xsl:variable name="told" as="xs:string+" select="
          if ($words) then '&#9;' || $words else 'omitted', c:sigla(.)[.] ! ('&#9;' || normalize-space(.))"/>
      <xsl:variable name="sign" as="xs:string?" select="if ($is-followed or position() lt last()) then ';' else ()"/>
      <xsl:variable name="all" as="xs:string+" select="$told, t:asides(.)[c:is-hidden(current(), $t:reading)]"/>
      <xsl:sequence select="$all[position() lt last()], $all[last()] || $sign"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What was deleted or is not wanted, and how: its words, or that they cannot be read. -->
  <xsl:function name="t:deleted" as="xs:string*">
    <xsl:param name="del" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(c:plain($del, 'diplomatic'))"/>
    <xsl:sequence select="
        (if ($words) then ('&#9;' || $words, c:lower-first(c:says($del)))
        else string-join(('words', c:lower-first(c:says($del)), $del/(gap | space) ! c:missing(.)), ', ')), t:asides($del)[c:is-hidden($del, $t:reading)]"/>
  </xsl:function>

  <!-- The word that is printed before an element, within its paragraph. -->
  <xsl:function name="t:word-before" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="t:word-before($element, t:block($element), '')"/>
  </xsl:function>

  <!-- Text by text, from the nearest, until $found begins before its last word. -->
  <xsl:function name="t:word-before" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="block" as="element()?"/>
    <xsl:param name="found" as="xs:string"/>
    <xsl:variable name="text" as="text()?" select="$node/preceding::text()[1][ancestor::* intersect $block]"/>
    <xsl:choose>
      <xsl:when test="empty($text) or matches($found, '\s\S+\s*$')">
        <xsl:sequence select="string(tokenize($found)[last()])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="t:word-before($text, $block, $text[not(ancestor::note)][c:is-read(., $t:reading)] || $found)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The key: the marks that this text uses, no other. -->
  <xsl:mode name="t:key" on-no-match="fail"/>

  <xsl:template match="/*" mode="t:key">
    <xsl:variable name="marks" as="element()*" select="//text//(add | del | gap | space | supplied | ex | unclear | stamp)[not(ancestor::note)]"/>
    <xsl:if test="$marks[self::supplied[empty(c:leiden(.))]]">([#supplied[words]], "supplied by the editors"), </xsl:if>
    <xsl:if test="$marks[c:leiden(.) = 'is-omitted']">([#omitted[words]], "omitted by the writer, supplied by the editors"), </xsl:if>
    <xsl:if test="$marks[self::ex]">([w#expansion[or]d], "an expanded abbreviation"), </xsl:if>
    <xsl:choose>
      <xsl:when test="$t:is-diplomatic">
        <xsl:if test="$marks[self::add[tokenize(@place) = ('above', 'supralinear', 'interlinear')]]">([#inserted-above("")[words]], "inserted above the line"), </xsl:if>
        <xsl:if test="$marks[self::add[not(tokenize(@place) = ('above', 'supralinear', 'interlinear'))]]">([#added("")[words]], "added"), </xsl:if>
        <xsl:if test="$marks[c:leiden(.) = 'is-erased']">([#erased[words]], "erased"), </xsl:if>
        <xsl:if test="//text//(surplus | secl)[not(ancestor::note)]">([#unwanted[words]], "superfluous, according to the editors"), </xsl:if>
        <xsl:if test="$marks[self::del[empty(c:leiden(.))]]">([#deleted[words]], "deleted"), </xsl:if>
        <xsl:if test="$marks[self::unclear]">([#unclear[words]], "uncertain reading"), </xsl:if>
        <xsl:if test="$marks[self::gap]">([#hatched(6)], "missing; the width shows how much"), </xsl:if>
        <xsl:for-each select="//handNote[@xml:id][some $m in $marks satisfies tokenize($m/@hand) = '#' || @xml:id]">
          <xsl:text>([#hand-letter({t:string(c:letter(.))})], {t:string(normalize-space(.))}), </xsl:text>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$marks[self::gap[not(@reason = 'signature')]][c:is-read(., $t:reading)]">([#ellipsis;], "missing; see the apparatus"), </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$marks[self::stamp]">([#stamp[words]], "a stamp"), </xsl:if>
  </xsl:template>

</xsl:stylesheet>
