<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama (TEI chapter 7): verses that several speakers share, lists of the cast. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- A part of a verse begins where the part before it ends: the room that this takes is that of its words. -->
  <xsl:template match="l[@part = ('M', 'F')]/node()[parent::l and c:is-first(.)]" priority="11.5">
    <xsl:variable name="before" as="xs:string" select="c:before-part(..)"/>
    <xsl:if test="$before"><span class="before" data-before="{$before}"></span></xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="castItem/*[preceding-sibling::node()[1][self::*]]" priority="2">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- What else stands in a list of the cast is an item of it, too. -->
  <xsl:template match="castList/text()[not(normalize-space())] | castGroup/text()[not(normalize-space())]" priority="1"/>

  <xsl:template match="castList/text()[normalize-space()] | castGroup/text()[normalize-space()]
      | castList/*[not(self::castItem or self::castGroup or self::head)]" priority="1">
    <li><xsl:next-match/></li>
  </xsl:template>

  <xsl:template match="castGroup/roleDesc" priority="2">
    <li class="role-desc"><span class="roleDesc"><xsl:apply-templates/></span></li>
  </xsl:template>

  <!-- What a division is, where no heading says it. -->
  <xsl:template match="*[@type][c:division-label(.)]/node()[parent::*/@type and c:is-first(.)]" priority="13">
    <xsl:element name="{if (../ancestor::*[head]) then 'h3' else 'h2'}">
      <xsl:attribute name="class" select="'division'"/>
      <xsl:attribute name="lang" select="'en'"/>
      <xsl:text>{c:division-label(..)}</xsl:text>
    </xsl:element>
    <xsl:next-match/>
  </xsl:template>

  <!-- An apparatus that stands by itself: an entry a line, with the place in the text that it speaks of. -->
  <xsl:template match="listApp">
    <div class="list-app"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="listApp/head" priority="3">
    <p class="label"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="app[c:is-listed(.)]" priority="5">
    <div class="app-entry">
      <xsl:variable name="line" as="element()?" select="c:line-of(.)"/>
      <xsl:choose>
        <xsl:when test="@loc and exists($line)"><a class="loc" href="#c{$c:cited-numbers(generate-id($line))}">{@loc}</a><xsl:text> </xsl:text></xsl:when>
        <xsl:when test="@loc"><span class="loc">{@loc}</span><xsl:text> </xsl:text></xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="." mode="h:note-body"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
