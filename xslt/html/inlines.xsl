<?xml version="1.0" encoding="UTF-8"?>
<!-- Words set apart: highlighted, foreign, named, dated, linked (TEI chapters 3 and 13). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode on-no-match="shallow-skip"/>

  <!-- Words in capitals are marked, so that a reader may have them in small capitals. -->
  <xsl:template match="text()">
    <xsl:variable name="has-space" as="xs:boolean" select="normalize-space(substring(., 1, 1)) eq '' or normalize-space(substring(., string-length(.))) eq ''"/>
    <xsl:variable name="joined" as="xs:string" select="if ($has-space) then c:joined(.) else string(.)"/>
    <xsl:variable name="closes-up" as="xs:boolean" select="$has-space and c:closes-up(., 'clean')"/>
    <xsl:analyze-string select="if ($closes-up) then replace($joined, '\s+$', '') else $joined" regex="\p{{Lu}}[\p{{Lu}}\p{{M}}\p{{N}}.\-&#x2019;]*\p{{Lu}}(\s+\p{{Lu}}[\p{{Lu}}\p{{M}}\p{{N}}.\-&#x2019;]*)*">
      <xsl:matching-substring>
        <xsl:choose>
          <xsl:when test="string-length(.) gt 2"><span class="caps">{.}</span></xsl:when>
          <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:matching-substring>
      <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
    </xsl:analyze-string>
    <xsl:if test="$closes-up"><span data-only="diplomatic">{' '}</span></xsl:if>
  </xsl:template>

  <!-- White space between blocks is layout. -->
  <xsl:template match="(text | front | body | back | group | div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | lg | sp | list | listBibl
      | table | row | figure | opener | closer | quote[p | lg] | titlePage | docTitle | floatingText | app | choice | subst | listApp
      )/text()[not(normalize-space())]" priority="1"/>

  <!-- Words that are set apart and nothing more: the HTML element that says so, by the kind of the phrase. -->
  <xsl:variable name="h:phrases" as="map(xs:string, xs:string)" select="map {
      'emphasis': 'em', 'mention': 'i', 'foreign': 'i', 'title': 'cite', 'term': 'dfn', 'code': 'code', 'words': 'span' }"/>

  <xsl:template match="*[map:contains($h:phrases, string($c:phrases(local-name())))]" priority="-1">
    <xsl:variable name="element" as="xs:string" select="$h:phrases($c:phrases(local-name()))"/>
    <xsl:element name="{if ($element eq 'span') then h:box(.) else $element}">
      <xsl:if test="$element eq 'span'"><xsl:attribute name="class" select="local-name()"/></xsl:if>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="(w | pc)[c:is-parted(.)]">
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="hi">
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="map {
        'italic': 'em', 'italics': 'em', 'i': 'em', 'it': 'em', 'bold': 'strong', 'b': 'strong', 'underlined': 'u', 'underline': 'u',
        'superscript': 'sup', 'sup': 'sup', 'super': 'sup', 'subscript': 'sub', 'sub': 'sub' }"/>
    <xsl:variable name="rend" as="xs:string" select="c:look(.)"/>
    <xsl:element name="{($names($rend), 'span')[1]}">
      <xsl:if test="empty($names($rend))">
        <xsl:attribute name="class" select="if (matches($rend, 'smcp|small-?caps|sc$')) then 'sc' else 'hi'"/>
      </xsl:if>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[matches(@when, '^\d{4}(-\d\d){0,2}$')][c:is-possible(@when)]" priority="1">
    <time datetime="{@when}"><xsl:apply-templates/></time>
  </xsl:template>

  <!-- Words of another calendar say which, and the Gregorian day. -->
  <xsl:template match="(date | origDate)[@calendar or @when-custom or @from-custom][ancestor::text][exists(c:calendar-note(.))]" priority="2">
    <span class="calendar" title="{c:calendar-note(.)}"><xsl:next-match/></span>
  </xsl:template>

  <xsl:template match="ref[h:address(@target)]" priority="1">
    <xsl:call-template name="h:link">
      <xsl:with-param name="address" select="h:address(@target)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The words of an element as a link; what is a link among them stands between, for no link stands in a link. -->
  <xsl:template name="h:link">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="words" as="node()*"><xsl:apply-templates/></xsl:variable>
    <xsl:for-each-group select="$words" group-adjacent="exists(descendant-or-self::*:a)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:copy-of select="current-group()"/></xsl:when>
        <xsl:otherwise><a href="{$address}"><xsl:copy-of select="current-group()"/></a></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The parts of what is said of a person or place stand apart by a space, whether or not the file has one between them. -->
  <xsl:template match="*[$c:phrases(local-name()) = 'part']" priority="-1">
    <xsl:element name="{h:box(.)}"><xsl:attribute name="class" select="local-name()"/><xsl:call-template name="h:language"/><xsl:apply-templates/></xsl:element>
    <xsl:if test="following-sibling::*[1] and not($c:has-entries and map:contains($c:entry-parts, generate-id(.)))"><xsl:text> </xsl:text></xsl:if>
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
