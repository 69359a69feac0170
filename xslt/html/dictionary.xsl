<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries, and lists of persons and places (TEI chapters 9 and 13): entries and their parts. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="entry | entryFree | superEntry | hom | re | dictScrap | nestedEntry">
    <div class="entry"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="sense">
    <div class="sense">
      <xsl:call-template name="h:language"/>
      <xsl:if test="@n"><span class="label">{@n}</span>{' '}</xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="p//sense | p//entryFree | p//re | note//sense" priority="1">
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>

  <!-- The parts of an entry stand apart by a space, whether or not the file has one between them. -->
  <xsl:template match="*[$c:phrases(local-name()) = 'part']" priority="-1">
    <span class="{local-name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
    <xsl:if test="following-sibling::*"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="entry//cit | entryFree//cit" priority="3">
    <span class="cit"><xsl:if test="@type"><xsl:attribute name="data-type" select="@type"/></xsl:if><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="(entry | entryFree | superEntry | hom | sense | form | gramGrp | re | etym | xr)/text()[not(normalize-space())]" priority="2">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- East Asian glosses (TEI 3.4.3). -->
  <xsl:template match="ruby">
    <ruby><xsl:apply-templates/></ruby>
  </xsl:template>

  <xsl:template match="rb">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="rt">
    <rt><xsl:apply-templates/></rt>
  </xsl:template>

  <xsl:template match="g">
    <span class="g"><xsl:apply-templates/></span>
  </xsl:template>

</xsl:stylesheet>
