<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries (TEI chapter 9): entries and their parts. Imported after what has rules for their elements elsewhere. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What is set between the parts of an entry (see common/entries.xsl). -->
  <xsl:template match="*[$c:has-entries][map:contains($c:entry-parts, generate-id(.))]" priority="13">
    <xsl:variable name="around" as="xs:string*" select="$c:entry-parts(generate-id(.))"/>
    <xsl:variable name="set" as="node()*">
      <xsl:value-of select="$around[1]"/>
      <xsl:next-match/>
      <xsl:value-of select="$around[2]"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="(self::xr or self::etym or self::cit) and c:begins-line(.)"><div class="line"><xsl:sequence select="$set"/></div></xsl:when>
      <xsl:otherwise><xsl:sequence select="$set"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()[$c:has-entries][c:is-entry-layout(.)]" priority="13"/>

  <xsl:template match="entry | entryFree | superEntry | nestedEntry">
    <xsl:element name="{if (ancestor::p or ancestor::note) then 'span' else 'div'}">
      <xsl:attribute name="class" select="'entry'"/>
      <xsl:call-template name="h:language"/>
      <xsl:for-each select="c:homograph(.)"><sup>{.}</sup></xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="hom | sense | re | dictScrap">
    <xsl:choose>
      <xsl:when test="c:begins-line(.)">
        <xsl:variable name="number" as="xs:string?" select="c:entry-number(.)"/>
        <xsl:variable name="deeper" as="xs:integer" select="c:entry-depth(.) - count(ancestor::*[local-name() = $c:frames][c:begins-line(.)])"/>
        <div class="{string-join((local-name(), 'numbered'[exists($number)], ('deeper-' || $deeper)[$deeper gt 0]), ' ')}">
          <xsl:call-template name="h:language"/>
          <xsl:for-each select="$number"><span class="number">{.}</span>{' '}</xsl:for-each>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise><span class="{local-name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="cit[$c:has-entries][map:contains($c:entry-parts, generate-id(.))][not(quote/(p | lg | l | ab))]" priority="3">
    <span class="cit" data-type="{c:cited-as(.)}"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="quote[$c:has-entries][map:contains($c:entry-parts, generate-id(.))][not(p | lg | ab | l)]" priority="3">
    <span class="quote"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- An index of persons, places, books: see common/registers.xsl. -->
  <xsl:template match="*[$c:has-entries][c:is-headword(.)][map:contains($c:entry-parts, generate-id(.))]" priority="6">
    <span class="headword"><xsl:next-match/></span>
  </xsl:template>

  <xsl:template match="relation[not(normalize-space())][@active or @mutual]" priority="1"><span class="relation">{c:related(.)}</span></xsl:template>

</xsl:stylesheet>
