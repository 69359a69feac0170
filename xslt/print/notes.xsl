<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: those of editors and translators in one series, original footnotes by their own sign (TEI chapter 3.9). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:variable name="t:notes" as="map(xs:string, xs:integer)" select="c:numbered(//note)"/>
  <xsl:variable name="t:own-signs" as="element()*" select="//text//note[@n]"/>
  <xsl:variable name="t:signs" as="map(xs:string, xs:integer)" select="c:numbered(c:in-order((//text//note | //standOff//note[map:contains($c:placed, generate-id(.))])[empty(@n)][not(t:is-aside(.) or c:is-line(.))][not($c:has-entries and map:contains($c:entry-parts, generate-id(.)))]))"/>

  <!-- Whether a note is no note of its own: it stands in another, or belongs to an entry of the apparatus and what is
       not printed of its readings. -->
  <xsl:function name="t:is-aside" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="exists($note/ancestor::note) or $note/ancestor::app and exists($note/ancestor-or-self::*
        [self::note or self::lem or self::rdg or self::witDetail][c:is-hidden(., $t:reading)])"/>
  </xsl:function>

  <xsl:function name="t:note-name" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$t:id || 'n' || $t:notes(generate-id($note)) || '-note'"/>
  </xsl:function>

  <xsl:template match="note" name="t:note">
    <xsl:text>#{'context '[current()/ancestor::head[t:is-heading(.)]]}note({t:string(t:note-name(.))}, {t:string(t:sign(.))}</xsl:text>
    <xsl:value-of select="t:company(t:note-name(.))" separator=""/>
    <xsl:text>)[</xsl:text>
    <xsl:apply-templates select="." mode="t:foot"/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:function name="t:sign" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="string(($note/@n, c:counted($t:signs(generate-id($note)), $t:own-signs), '*')[1])"/>
  </xsl:function>

  <xsl:template match="note" mode="t:foot">
    <xsl:for-each select="c:note-label(.)">#emph[#{t:string(. || ':')};]#" ";</xsl:for-each>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The first paragraph of a note goes on behind its sign. -->
  <xsl:template match="(note/p | note/ab)[not(preceding-sibling::* or preceding-sibling::text()[normalize-space()])][empty(../ancestor::note)]" priority="1">
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- One that stands beside the text and speaks of no place in it is a paragraph. -->
  <xsl:template match="standOff/note | noteGrp/note | listAnnotation/note | annotation/note" priority="2">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- A note in a note follows it in brackets: footnotes have no footnotes. -->
  <xsl:template match="note//note | app//note[t:is-aside(.)]" priority="3">
    <xsl:text>#" [";</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>#"]";</xsl:text>
  </xsl:template>

  <!-- What the record says between speeches is a line. -->
  <xsl:template match="note[c:is-line(.)]" priority="4">
    <xsl:variable name="break" as="xs:string" select="if (parent::u) then '#&quot; &quot;;' else '&#10;&#10;'"/>
    <xsl:value-of select="$break"/>
    <xsl:call-template name="t:call"><xsl:with-param name="function" select="'stage'"/></xsl:call-template>
    <xsl:value-of select="$break"/>
  </xsl:template>

  <!-- A note that follows a mark on the page hangs on it; any other between paragraphs stands alone. -->
  <xsl:mode name="t:hanging-note" on-no-match="fail"/>

  <xsl:template match="opener | ab" mode="t:hanging-note">
    <xsl:for-each select="c:hanging-note(.)">
      <xsl:call-template name="t:note"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="(div | body | front | back | lg | list | sp | table | quote[p] | group | text)/note" priority="1">
    <xsl:text>&#10;&#10;#opening[#emph[#"Note";]</xsl:text>
    <xsl:call-template name="t:note"/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="div/note[preceding-sibling::*[1][self::opener or self::ab]]" priority="2"/>

</xsl:stylesheet>
