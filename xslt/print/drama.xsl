<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama (TEI chapter 7): verses that several speakers share, lists of the cast; divisions and entries that say what they are. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="l[@part = ('M', 'F')]/node()[. is ../(* | text()[normalize-space()])[1]]" priority="11.5">
    <xsl:variable name="before" as="xs:string" select="c:before-part(..)"/>
    <xsl:if test="$before">#staggered({t:string($before)});</xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <!-- A blank line is none that is counted. -->
  <xsl:template match="l[not(node()) or not(normalize-space() or .//*[self::gap or self::space or self::graphic or self::figure])][not(ancestor::note or ancestor::head or ancestor::cell)]" priority="3">
    <xsl:text>&#10;&#10;#blank-line();</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- In a text of verses, verses are counted, not what stands between them; but what an entry of the apparatus refers to. -->
  <xsl:variable name="t:is-verse" as="xs:boolean" select="count(//text//l[not(ancestor::note)]) gt 3 * count(//text//(p | ab)[not(ancestor::note)])"/>

  <xsl:template match="(head[not(ancestor::note or ancestor::l or ancestor::cell)] | docTitle | titlePart[not(parent::docTitle)] | trailer | castList | speaker[following-sibling::*[1][self::l or self::lg]] | (div | div1 | div2 | div3 | body | sp | castList | lg)/stage)
      [$t:is-verse][every $inner in descendant-or-self::* satisfies not(map:contains($t:entries, generate-id($inner)))]" priority="7">
    <xsl:text>&#10;&#10;#uncounted[</xsl:text>
    <xsl:next-match/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="role">#smallcaps[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="roleDesc">#emph[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="castItem/*[preceding-sibling::node()[1][self::*]]" priority="2">
    <xsl:text>#" ";</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- The name of a speaker of verses has a line of its own, or their parts would not meet. -->
  <xsl:template match="speaker[following-sibling::*[1][self::l or self::lg]]" priority="1">
    <xsl:text>&#10;&#10;#speaker-line[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- Whether a verse is a later part of one that is counted already, and nothing refers to it. -->
  <xsl:function name="t:goes-on" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/self::l[@part = ('M', 'F')]) and (every $inner in $node//* satisfies not(map:contains($t:entries, generate-id($inner))))"/>
  </xsl:function>

  <!-- Verses that stand in no stanza. -->
  <xsl:template match="sp[l] | (div | div1 | div2 | div3 | body)[l]">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:for-each-group select="node()[self::* or self::text()[normalize-space()]]" group-adjacent="(exists(self::l | self::lb | self::milestone | self::cb), t:goes-on(.))" composite="yes">
      <xsl:variable name="are-verses" as="xs:boolean" select="exists(current-group()/self::l)"/>
      <xsl:variable name="goes-on" as="xs:boolean" select="$t:is-verse and t:goes-on(.)"/>
      <xsl:text>{'&#10;&#10;#uncounted['[$goes-on]}{'&#10;&#10;#verses['[$are-verses]}</xsl:text>
      <xsl:apply-templates select="current-group()"/>
      <xsl:text>{']&#10;&#10;'[$are-verses]}{']&#10;&#10;'[$goes-on]}</xsl:text>
    </xsl:for-each-group>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- What a division is, where no heading says it. -->
  <xsl:template match="*[c:division-label(.)]/node()[. is ../(* | text()[normalize-space()])[1]]" priority="13">
    <xsl:text>&#10;&#10;#{if (../ancestor::*[head]) then 'label-line' else 'head(2)'}[#{t:string(c:division-label(..))};]&#10;&#10;</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- An apparatus that stands by itself: an entry a line, with the place in the text that it speaks of. -->
  <xsl:template match="app[c:is-listed(.)]" priority="6">
    <xsl:text>&#10;&#10;#listed({t:string(@loc)}, (</xsl:text>
    <xsl:apply-templates select="." mode="t:entry"/>
    <xsl:text>));&#10;&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
