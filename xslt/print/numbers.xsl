<?xml version="1.0" encoding="UTF-8"?>
<!-- The numbers in the margin by which places are cited, lines and their ends, and what is on the pages beside the text. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="node()[$c:has-cited and (self::* or self::text()[normalize-space()]) and exists(parent::*) and map:contains($c:numbers-at, generate-id(..))]
      [. is ../(* | text()[normalize-space()])[1]]" priority="12">
    <xsl:text>#margin-number({t:string(string-join($c:numbers-at(generate-id(..)) ! c:margin(.), ' · '))});</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="milestone | cb | lb" priority="5">
    <xsl:next-match/>
    <xsl:if test="map:contains($c:cited-numbers, generate-id(.)) and not(c:is-between-blocks(.)) and not(ancestor::head[t:is-heading(.)])">
      <xsl:text>#margin-number({t:string(c:margin(.))}{', near: true'[t:is-near(current())]});</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Whether the number before that of a place may stand in the same line: fewer letters are between than a line has. -->
  <xsl:function name="t:is-near" as="xs:boolean">
    <xsl:param name="place" as="element()"/>
    <xsl:variable name="block" as="element()?" select="$place/ancestor::*[c:bears-numbers(.)][1]"/>
    <xsl:variable name="before" as="element()?" select="$place/preceding::*[map:contains($c:cited-numbers, generate-id(.))][1][ancestor::* intersect $block]"/>
    <xsl:variable name="start" as="node()?" select="($before, $block[map:contains($c:numbers-at, generate-id(.))])[1]"/>
    <xsl:sequence select="exists($start) and not($place/self::lb) and
        sum($block//text()[. >> $start and . &lt;&lt; $place] ! string-length(normalize-space())) lt 100"/>
  </xsl:function>

  <!-- Of verses, whose lines are many, each fifth is numbered; whatever is no plain number too. -->
  <xsl:template match="l/node()[exists(../@n) and . is ../(* | text()[normalize-space()])[1]]" priority="11">
    <xsl:if test="c:is-number(../@n) and empty(ancestor::note) and not(../@part = ('M', 'F')) and (if (matches(../@n, '^\s*[\d.,]*\d\s*$')) then number(tokenize(normalize-space(../@n), '[.,]')[last()]) mod 5 eq 0 else true())">
      <xsl:text>#margin-number({t:string(normalize-space(../@n))});</xsl:text>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="lb[not(@break = 'no')][c:opens-block(.)]" priority="0.7"/>

  <!-- A word that goes on in the next line shows its hyphen; a bookmark has no lines. -->
  <xsl:template match="lb[@break = 'no'][not(ancestor::head[t:is-heading(.)])]" priority="0.6">
    <xsl:if test="c:needs-hyphen(.)">#"-";</xsl:if>
    <xsl:text>#linebreak();</xsl:text>
  </xsl:template>

  <!-- White space at the ends of a text that is none of the printed line: about a break within a word, behind the end of
       a line, and about what this text leaves out. -->
  <xsl:template match="text()[normalize-space(substring(., 1, 1)) eq '' or normalize-space(substring(., string-length(.))) eq '']" priority="0.4">
    <xsl:variable name="joined" as="xs:string" select="c:joined(.)"/>
    <xsl:variable name="left" as="xs:string" select="if (t:follows-space(.)) then replace($joined, '^\s+', '') else $joined"/>
    <xsl:variable name="words" as="xs:string" select="if (c:closes-up(., $t:reading) and t:leaves-nothing(following-sibling::*[1])) then replace($left, '\s+$', '') else $left"/>
    <xsl:choose>
      <xsl:when test="$words eq string(.)"><xsl:next-match/></xsl:when>
      <xsl:when test="$words ne ''">#{t:string($words)};</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a text begins where a line does, or behind a space, with nothing printed between. -->
  <xsl:function name="t:follows-space" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="before" as="node()?" select="$text/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="
        if (empty($before/self::*)) then false()
        else if ($before[self::lb or self::milestone[c:parts-paragraphs(.)]][not(ancestor::head[t:is-heading(.)])]) then true()
        else if (not(t:leaves-nothing($before))) then false()
        else t:ends-in-space($before/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1], $text/..)"/>
  </xsl:function>

  <xsl:function name="t:ends-in-space" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="parent" as="element()"/>
    <xsl:sequence select="
        if (empty($node)) then c:is-block($parent)
        else if ($node/self::text()) then matches($node, '\s$')
        else if ($node/self::lb) then true()
        else if (not(t:leaves-nothing($node))) then false()
        else t:ends-in-space($node/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1], $parent)"/>
  </xsl:function>

  <!-- Whether nothing is printed for an element where it stands. -->
  <xsl:function name="t:leaves-nothing" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="
        if ($node[self::del or self::surplus or self::secl]) then c:is-hidden($node, $t:reading) and map:contains($t:entries, generate-id($node))
        else if ($node[self::choice or self::subst or self::app]) then map:contains($t:entries, generate-id($node)) and t:is-silent($node)
        else exists($node[self::fw or self::anchor[not(@xml:id)] or self::cb or self::gb or self::pb[c:is-hidden(., $t:reading)] or self::index
            or self::addSpan[@c:piece] or self::delSpan[@c:piece] or self::damageSpan[@c:piece]])"/>
  </xsl:function>

  <xsl:template match="fw[map:contains($c:forme-numbers, generate-id(.))]" priority="5"/>

  <xsl:template name="t:forme-work">
    <xsl:if test="exists($c:forme-work)">
      <xsl:text>&#10;&#10;#forme-work((</xsl:text>
      <xsl:for-each select="$c:forme-work">
        <xsl:text>({t:string(c:forme-place(.))}, [</xsl:text>
        <xsl:apply-templates/>
        <xsl:text>]), </xsl:text>
      </xsl:for-each>
      <xsl:text>))&#10;&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
