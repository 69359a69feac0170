<?xml version="1.0" encoding="UTF-8"?>
<!-- Words set apart: highlighted, foreign, named, linked (TEI chapters 3 and 13). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The function of edition.typ for a kind of phrase; of the other kinds the words stand as they are. -->
  <xsl:variable name="t:phrases" as="map(xs:string, xs:string)" select="map {
      'emphasis': 'emph', 'mention': 'emph', 'title': 'emph', 'term': 'emph', 'code': 'raw-text' }"/>

  <xsl:template match="*[map:contains($c:phrases, local-name())]" priority="-1">
    <xsl:variable name="function" as="xs:string" select="string($t:phrases($c:phrases(local-name())))"/>
    <xsl:choose>
      <xsl:when test="t:turns(.)">
        <xsl:text>#in-language({t:spoken(@xml:lang)})[</xsl:text>
        <xsl:sequence select="'#'[$function] || $function || '['[$function]"/>
        <xsl:apply-templates/>
        <xsl:sequence select="']'[$function]"/>
        <xsl:text>];</xsl:text>
      </xsl:when>
      <xsl:when test="$function">
        <xsl:call-template name="t:call"><xsl:with-param name="function" select="$function"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A quotation of paragraphs or verses, or between such, is no phrase. One in a cit that is set apart is so already. -->
  <xsl:template match="(quote | cit | q | said)[p | lg | ab | l or parent::div or parent::body or parent::epigraph][not(parent::cit[parent::div or parent::body or parent::epigraph])]">
    <xsl:text>&#10;&#10;#quote(block: true)[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- Parts of what is said of a person, place or book stand apart by a space, whether or not the file has one between them. -->
  <xsl:template match="(person | place | biblStruct | listWit | monogr | analytic | imprint)/*[following-sibling::*][not($c:has-entries and map:contains($c:entry-parts, generate-id(.)))]" priority="-0.75">
    <xsl:next-match/>
    <xsl:text>#" ";</xsl:text>
  </xsl:template>

  <xsl:template match="(w | pc)[c:is-parted(.)]">
    <xsl:next-match/>
    <xsl:text>#" ";</xsl:text>
  </xsl:template>

  <xsl:template match="hi">
    <xsl:variable name="functions" as="map(xs:string, xs:string)" select="map {
        'italic': 'emph', 'italics': 'emph', 'i': 'emph', 'it': 'emph', 'bold': 'strong', 'b': 'strong', 'heading': 'strong', 'underlined': 'underlined', 'underline': 'underlined',
        'superscript': 'super', 'sup': 'super', 'super': 'super', 'subscript': 'sub', 'sub': 'sub', 'small-caps': 'smallcaps', 'smallcaps': 'smallcaps', 'sc': 'smallcaps' }"/>
    <xsl:call-template name="t:call">
      <xsl:with-param name="function" select="($functions(c:look(.)), 'emph')[1]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Foreign words are hyphenated and read aloud by their own language; in Latin letters they are set apart. -->
  <xsl:template match="foreign">
    <xsl:text>#foreign({t:spoken((@xml:lang, c:language(..))[string(.)][1])})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:template match="ref[matches(@target, '^https?://\S+$')][normalize-space()]">
    <xsl:text>#link({t:string(@target)})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:template match="ptr[matches(@target, '^https?://\S+$')]">
    <xsl:text>#link({t:string(@target)});</xsl:text>
  </xsl:template>

  <xsl:template match="*[c:is-fused(.)][not(parent::person or parent::place) or preceding-sibling::*[1][self::persName or self::placeName or self::orgName]]" priority="4">
    <xsl:text>#" ";</xsl:text>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
