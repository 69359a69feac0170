<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and directions: blocks, cells, items and notes in another language than what is around them. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The language of the record, which the whole of it is set in. -->
  <xsl:variable name="t:record-language" as="xs:string?" select="/*/(@xml:lang, text/@xml:lang)[string(.)][1]/string()"/>

  <!-- Language and direction as arguments of edition.typ. -->
  <xsl:function name="t:spoken" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="t:string(t:language($tag)) || ', ' || (if (c:is-right-to-left($tag)) then 'rtl' else 'ltr')"/>
  </xsl:function>

  <!-- Whether an element is in another language than what is around it. -->
  <xsl:function name="t:turns" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@xml:lang[string(.)]) and t:spoken($element/@xml:lang) ne t:spoken((c:language($element/..), $t:record-language)[1])"/>
  </xsl:function>

  <xsl:template match="(text | front | body | back | group | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | p | ab | lg | l | list | table | quote | sp
      | head | opener | closer | floatingText | figure | titlePage | argument | epigraph | trailer | postscript | entry | listBibl)[t:turns(.)]" priority="8">
    <xsl:text>&#10;&#10;#in-language({t:spoken(@xml:lang)})[</xsl:text>
    <xsl:next-match/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- What is set apart from its place brings the language of it along: a note from the foot of the page. -->
  <xsl:template match="note[t:spoken((c:language(.), $t:record-language)[1]) ne t:spoken($t:record-language)]" mode="t:foot" priority="1">
    <xsl:text>#in-language({t:spoken(c:language(.))})[</xsl:text>
    <xsl:next-match/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- The words of a cell or an item. -->
  <xsl:template name="t:words">
    <xsl:param name="words" as="node()*" select="node()"/>
    <xsl:choose>
      <xsl:when test="self::*[t:turns(.)]">
        <xsl:text>#in-language({t:spoken(@xml:lang)})[</xsl:text>
        <xsl:apply-templates select="$words"/>
        <xsl:text>]</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
