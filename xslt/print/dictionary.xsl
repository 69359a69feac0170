<?xml version="1.0" encoding="UTF-8"?>
<!-- Entries of dictionaries (TEI chapter 9): headwords, grammar, labels, senses, examples and translations are told apart. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- What is set between the parts of an entry (see common/entries.xsl); a part in another language is hyphenated by it. -->
  <xsl:template match="*[$c:has-entries][map:contains($c:entry-parts, generate-id(.))]" priority="13">
    <xsl:variable name="around" as="xs:string*" select="$c:entry-parts(generate-id(.))"/>
    <xsl:variable name="turns" as="xs:boolean" select="t:turns(.) and not(c:begins-line(.)) and (self::sense or self::cit or self::quote)"/>
    <!-- What goes on behind the lines of senses begins as far in as they do. -->
    <xsl:if test="not(c:begins-line(.)) and preceding-sibling::node()[normalize-space()][1][self::*][c:begins-line(.)]">#h({1.4 * c:entry-depth(.)}em);</xsl:if>
    <xsl:if test="$around[1]">#{t:string($around[1])};</xsl:if>
    <xsl:if test="$turns">#in-language({t:spoken(@xml:lang)})[</xsl:if>
    <xsl:next-match/>
    <xsl:if test="$turns">];</xsl:if>
    <xsl:if test="$around[2]">#{t:string($around[2])};</xsl:if>
  </xsl:template>

  <xsl:template match="text()[$c:has-entries][c:is-entry-layout(.)]" priority="13"/>

  <xsl:template match="entry | entryFree | superEntry | nestedEntry | hom | re | sense | dictScrap">
    <xsl:choose>
      <xsl:when test="c:begins-line(.)">
        <xsl:variable name="number" as="xs:string?" select="c:entry-number(.)"/>
        <!-- The lines of a dictionary are not counted where nothing refers to them. -->
        <xsl:variable name="counted" as="xs:boolean" select="some $inner in .//* satisfies map:contains($t:entries, generate-id($inner))"/>
        <xsl:text>&#10;&#10;#entry-line({c:entry-depth(.)}, {if (exists($number)) then t:string($number) else 'none'}{', counted: true'[$counted]})[</xsl:text>
        <xsl:for-each select="c:homograph(.)">#super[#strong[#{t:string(.)};]];</xsl:for-each>
        <xsl:apply-templates/>
        <xsl:text>]&#10;&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="(xr | etym | cit)[$c:has-entries][map:contains($c:entry-parts, generate-id(.))][c:begins-line(.)]" priority="14">
    <xsl:text>&#10;&#10;#entry-line(1, none)[</xsl:text>
    <xsl:next-match/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="form[not(matches(@type, '^(infl|var|paradigm)'))]/orth[ancestor::entry or ancestor::entryFree or ancestor::superEntry or ancestor::re]" priority="-0.9">#strong[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="(entry | entryFree | superEntry | re | hom)//(gramGrp[not(*)] | pos | gen | number | case | per | tns | mood | iType | subc | gram | colloc | itype)" priority="-0.9">#emph[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="(entry | entryFree | superEntry | re | hom)//(usg | lbl)" priority="-0.9">#smallcaps[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="(entry | entryFree | superEntry | re | hom)//(etym | pron) | def[following-sibling::cit[c:cited-as(.) = 'translation']]" priority="-0.9">#etymology[<xsl:apply-templates/>];</xsl:template>

  <xsl:template match="(cit | quote)[$c:has-entries][map:contains($c:entry-parts, generate-id(.))][not(p | lg | l | ab | quote[p | lg | l | ab])]" priority="3">
    <xsl:variable name="function" as="xs:string" select="if (self::quote[parent::cit[c:cited-as(.) = 'example']]) then '#emph[' else if (self::bibl) then '#etymology[' else ''"/>
    <xsl:sequence select="$function[.]"/>
    <xsl:apply-templates/>
    <xsl:sequence select="'];'[$function]"/>
  </xsl:template>

  <!-- Persons, places, books (see common/registers.xsl): the name that the entry stands under; what is said of it in its line. -->
  <xsl:template match="*[$c:has-entries][c:is-headword(.)][map:contains($c:entry-parts, generate-id(.))]" priority="6">
    <xsl:text>#strong[</xsl:text>
    <xsl:next-match/>
    <xsl:text>];</xsl:text>
  </xsl:template>

  <xsl:template match="note[$c:has-entries][map:contains($c:entry-parts, generate-id(.))]" priority="5">
    <xsl:apply-templates select="node() except text()[not(normalize-space())]"/>
  </xsl:template>

  <xsl:template match="note[$c:has-entries][map:contains($c:entry-parts, generate-id(.))]/p" priority="5">
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::*">#" ";</xsl:if>
  </xsl:template>

  <xsl:template match="relation[not(normalize-space())][@active or @mutual]" priority="1">#etymology[#{t:string(c:related(.))};];</xsl:template>

</xsl:stylesheet>
