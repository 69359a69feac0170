<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers within the document, and notes that stand apart from their words. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A note that belongs to a place elsewhere is printed there. -->
  <xsl:template match="note[map:contains($c:placed, generate-id(.))]" priority="6"/>

  <xsl:template name="t:notes-here">
    <xsl:variable name="place" as="element()" select="."/>
    <xsl:for-each select="$c:notes-at(generate-id(.))">
      <xsl:choose>
        <xsl:when test="$place is $c:placed(generate-id(.))"><xsl:call-template name="t:note"/></xsl:when>
        <xsl:otherwise>#super({t:string(t:sign(.))});</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*[@xml:id][map:contains($c:notes-at, generate-id(.))][not(self::ptr or c:is-block(.))]" priority="9">
    <xsl:next-match/>
    <xsl:call-template name="t:notes-here"/>
  </xsl:template>

  <xsl:template match="ptr[map:contains($c:notes-at, generate-id(.))]" priority="9">
    <xsl:call-template name="t:notes-here"/>
  </xsl:template>

  <xsl:template match="node()[(self::* or self::text()[normalize-space()]) and parent::*[c:is-block(.)] and map:contains($c:notes-at, generate-id(..))][. is ../(* | text()[normalize-space()])[last()]]" priority="10">
    <xsl:next-match/>
    <xsl:for-each select=".."><xsl:call-template name="t:notes-here"/></xsl:for-each>
  </xsl:template>

  <!-- A pointer within the document says what is there, and on which page; one to a note is its sign. -->
  <xsl:template match="ptr[starts-with(@target, '#')]">
    <xsl:variable name="target" as="element()?" select="c:pointed(@target)[1]"/>
    <xsl:choose>
      <xsl:when test="$target/self::note">#super({t:string(t:sign($target))});</xsl:when>
      <xsl:when test="exists($target)">#where({t:string(t:mark-name($target))}, {t:string(c:shown($target))});</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="t:mark-name" as="xs:string">
    <xsl:param name="target" as="element()"/>
    <xsl:sequence select="$t:id || '-to-' || encode-for-uri($target/@xml:id)"/>
  </xsl:function>

  <xsl:template match="*[@xml:id][t:is-marked(.)]" priority="8">
    <xsl:call-template name="t:mark"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template name="t:mark">
    <xsl:if test="t:is-marked(.)">#[#metadata(none)#label({t:string(t:mark-name(.))})];</xsl:if>
  </xsl:template>

  <!-- Whether a place is marked for the pointers that name its page. -->
  <xsl:function name="t:is-marked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($c:targets, generate-id($element)) and exists(key('c:pointers', '#' || $element/@xml:id, root($element)))
        and empty($element[self::note or self::row or self::cell or self::text]) and exists($element/ancestor::text)"/>
  </xsl:function>

  <!-- The entries of a register that a program put here are the index's headings; who is meant stands in the text. -->
  <xsl:template match="standOff/*[self::listPerson or self::listPlace or self::listOrg][/*/teiHeader/encodingDesc/appInfo/application/@ident = 'tei-edition'
      or */(persName | placeName | orgName)/@type = 'form']" priority="5"/>

  <xsl:template match="standOff | listAnnotation | annotation | spanGrp | linkGrp | listRelation | interpGrp | noteGrp | (standOff | listAnnotation | spanGrp | listRelation | interpGrp)/*[not(*)]" priority="-0.4">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
