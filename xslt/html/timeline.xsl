<?xml version="1.0" encoding="UTF-8"?>
<!-- The records in time: a bar for each year, as high as there are records of it. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    exclude-result-prefixes="#all">

  <xsl:function name="h:timeline" as="element()?">
    <xsl:param name="items" as="map(*)*"/>
    <xsl:variable name="years" as="xs:integer*" select="$items?date ! substring(., 1, 4)[. castable as xs:integer] ! xs:integer(.)"/>
    <xsl:if test="exists($years)">
      <!-- A few years more on each side, that a single record has a place in time too. -->
      <xsl:variable name="first" as="xs:integer" select="min($years) - 2"/>
      <xsl:variable name="last" as="xs:integer" select="max($years) + 2"/>
      <xsl:variable name="step" as="xs:double" select="700 div ($last - $first + 1)"/>
      <xsl:variable name="width" as="xs:double" select="max((min(($step - 1, 24)), 2))"/>
      <xsl:variable name="most" as="xs:integer" select="max(distinct-values($years) ! count(index-of($years, .)))"/>
      <svg class="timeline" viewBox="0 0 720 90" role="img" aria-label="Dated records by year, {min($years)} to {max($years)}: {count($years)}">
        <line x1="10" y1="64" x2="710" y2="64"/>
        <xsl:for-each select="sort(distinct-values($years))">
          <xsl:variable name="count" as="xs:integer" select="count(index-of($years, .))"/>
          <xsl:variable name="height" as="xs:double" select="8 + 46 * $count div $most"/>
          <rect x="{h:coordinate(10 + (. - $first + 0.5) * $step - $width div 2)}" y="{h:coordinate(64 - $height)}" width="{h:coordinate($width)}" height="{h:coordinate($height)}">
            <title>{.}: {$count}</title>
          </rect>
        </xsl:for-each>
        <!-- The first and the last year, and round years between them, as many as there is room for. -->
        <xsl:variable name="every" as="xs:integer" select="((1, 2, 5, 10, 20, 50, 100, 200, 500)[. * $step ge 60], 1000)[1]"/>
        <xsl:for-each select="distinct-values((min($years), max($years), (min($years) to max($years))[. mod $every eq 0]
            [(. - min($years)) * $step ge 50][(max($years) - .) * $step ge 50]))">
          <text x="{h:coordinate(10 + (. - $first + 0.5) * $step)}" y="84" text-anchor="middle">
            <xsl:if test=". = (min($years), max($years))"><xsl:attribute name="class" select="'end'"/></xsl:if>
            <xsl:text>{.}</xsl:text>
          </text>
        </xsl:for-each>
      </svg>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:coordinate" as="xs:string">
    <xsl:param name="value" as="xs:double"/>
    <xsl:sequence select="string(round($value, 1))"/>
  </xsl:function>

</xsl:stylesheet>
