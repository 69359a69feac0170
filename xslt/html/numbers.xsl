<?xml version="1.0" encoding="UTF-8"?>
<!-- The numbers in the margin by which places are cited, lines and their ends, and what is on the pages beside the text. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template name="h:cited">
    <xsl:variable name="number" as="xs:integer?" select="$c:cited-numbers(generate-id(.))"/>
    <xsl:if test="exists($number)">
      <xsl:variable name="reference" as="xs:string" select="c:reference(.)"/>
      <xsl:variable name="is-line" as="xs:boolean" select="exists(self::lb | self::cb)"/>
      <a class="n cited{' of-line'[$is-line]}" id="c{$number}" href="#c{$number}" data-n="{c:margin(.)}" data-cite="{$reference}"
          data-kind="{c:kind-of-place(.)}" aria-label="{c:kind-of-place(.)} {$reference}">
        <xsl:if test="$is-line"><xsl:attribute name="tabindex" select="'-1'"/></xsl:if>
      </a>
    </xsl:if>
  </xsl:template>

  <!-- The numbers of places that begin with a block stand before its first words. -->
  <xsl:template match="node()[$c:has-cited and (self::* or self::text()[normalize-space()]) and exists(parent::*) and map:contains($c:numbers-at, generate-id(..))]
      [. is ../(* | text()[normalize-space()])[1]]" priority="12">
    <xsl:for-each select="$c:numbers-at(generate-id(..))"><xsl:call-template name="h:cited"/></xsl:for-each>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="milestone | cb | lb" priority="5">
    <xsl:next-match/>
    <xsl:if test="not(c:is-between-blocks(.))"><xsl:call-template name="h:cited"/></xsl:if>
  </xsl:template>

  <xsl:template match="lb[not(@break = 'no')][c:opens-block(.)]" priority="0.7"/>

  <!-- A word that goes on in the next line shows its hyphen, which is no sign of the text. -->
  <xsl:template match="lb[@break = 'no']" priority="0.6">
    <xsl:if test="c:needs-hyphen(.)"><span class="hyphen"></span></xsl:if>
    <br class="no-break"/>
  </xsl:template>

  <!-- What stands on the pages beside the text has a sign at its place, and its words in a list of their own. -->
  <xsl:template match="fw[map:contains($c:forme-numbers, generate-id(.))]" priority="5">
    <xsl:variable name="number" as="xs:integer" select="$c:forme-numbers(generate-id(.))"/>
    <a class="sign fw" id="fw{$number}-ref" href="#fw{$number}" data-sign="°" data-only="diplomatic" tabindex="-1" aria-label="{c:forme-place(.)}"></a>
  </xsl:template>

  <xsl:template match="(text | front | body | back | group | div | div1 | div2 | div3 | div4 | list | table | row | lg | sp)/fw[map:contains($c:forme-numbers, generate-id(.))]" priority="6"/>

  <xsl:mode name="h:forme-work" on-no-match="fail"/>

  <xsl:template match="/*" mode="h:forme-work" as="element()?">
    <xsl:if test="exists($c:forme-work)">
      <section class="forme-work" id="forme-work" aria-labelledby="forme-work-title">
        <h2 id="forme-work-title">On the pages next to the text</h2>
        <details>
          <summary>Running heads, signatures, catchwords</summary>
          <ol>
            <xsl:for-each select="$c:forme-work">
              <xsl:variable name="number" as="xs:integer" select="position()"/>
              <li id="fw{$number}">
                <span class="label">{c:forme-place(.)}:</span>
                <xsl:text> </xsl:text>
                <span class="fw"><xsl:call-template name="h:language"/><xsl:apply-templates/></span>
              </li>
            </xsl:for-each>
          </ol>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
