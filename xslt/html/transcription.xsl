<?xml version="1.0" encoding="UTF-8"?>
<!-- What was added, deleted, left out, supplied or doubted (TEI chapter 12). The same elements serve the
     reading and the diplomatic view: what stands in one of them only says so in @data-only. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The editorial passages of the text, in its order; each explains itself in the apparatus. -->
  <xsl:variable name="h:marks" as="element()*" select="//text//(add | del | gap | space | supplied | unclear | sic | corr | orig | reg | ex
      | surplus | secl | damage | stamp | hi[@hand] | choice/abbr | choice/expan | am)"/>
  <xsl:variable name="h:mark-numbers" as="map(xs:string, xs:integer)" select="c:numbered($h:marks)"/>

  <!-- The attributes of a passage that explains itself. -->
  <xsl:template name="h:mark">
    <xsl:variable name="number" as="xs:integer?" select="$h:mark-numbers(generate-id(.))"/>
    <xsl:variable name="letter" as="xs:string?" select="c:hand-letter(.)"/>
    <xsl:attribute name="class" select="string-join((local-name(), 'mark'[exists($number)],
        (self::add | self::del)/@place ! tokenize(.) ! ('at-' || replace(., '[^\w-]', '')), c:leiden(.), $letter ! ('hand-' || .)), ' ')"/>
    <xsl:if test="exists($number)">
      <xsl:attribute name="id" select="'m' || $number"/>
      <xsl:attribute name="aria-describedby" select="'a' || $number"/>
    </xsl:if>
    <xsl:call-template name="h:only"/>
    <xsl:if test="$letter">
      <xsl:attribute name="data-hand" select="$letter"/>
    </xsl:if>
    <xsl:call-template name="h:language"/>
  </xsl:template>

  <!-- In which view an element stands, where it is not both. -->
  <xsl:template name="h:only" as="attribute()?">
    <xsl:variable name="views" as="xs:string*" select="
        ('reading'[not(c:is-hidden(current(), 'clean'))], 'diplomatic'[not(c:is-hidden(current(), 'diplomatic'))])"/>
    <xsl:if test="count($views) lt 2">
      <xsl:attribute name="data-only" select="($views, 'none')[1]"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="add">
    <ins><xsl:call-template name="h:mark"/><xsl:apply-templates/></ins>
  </xsl:template>

  <xsl:template match="del">
    <del><xsl:call-template name="h:mark"/><xsl:apply-templates/></del>
  </xsl:template>

  <xsl:template match="subst | choice">
    <xsl:element name="{h:box(.)}"><xsl:attribute name="class" select="local-name()"/><xsl:apply-templates/></xsl:element>
  </xsl:template>

  <xsl:template match="supplied | unclear | sic | corr | orig | reg | ex | surplus | secl | damage | am | choice/abbr | expan" priority="1">
    <xsl:element name="{h:box(.)}"><xsl:call-template name="h:mark"/><xsl:apply-templates/></xsl:element>
  </xsl:template>

  <xsl:template match="hi[@hand]" priority="1">
    <span>
      <xsl:call-template name="h:mark"/>
      <xsl:next-match/>
    </span>
  </xsl:template>

  <xsl:template match="stamp">
    <span><xsl:call-template name="h:mark"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- What is missing is drawn as wide as it is said to be. -->
  <xsl:template match="gap | space | stamp[not(node())]" priority="1">
    <span role="img" aria-label="{c:says(.)}">
      <xsl:call-template name="h:mark"/>
      <xsl:variable name="size" as="map(*)" select="h:size(.)"/>
      <svg aria-hidden="true" width="{$size?width}" height="{$size?height}"></svg>
    </span>
  </xsl:template>

  <!-- A gap or space between blocks is a block. -->
  <xsl:template match="(div | body | front | back | quote[p | lg | ab][not(ancestor::p or ancestor::ab or ancestor::note)])/gap | (div | body)/space" priority="3">
    <p><xsl:next-match/></p>
  </xsl:template>

  <!-- A letter takes half an em, a word three, a line the whole measure. -->
  <xsl:function name="h:size" as="map(xs:string, xs:string)">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="number" as="xs:double" select="number(($gap/@quantity, $gap/@atLeast, 1)[1])"/>
    <xsl:variable name="n" as="xs:double" select="if ($number eq $number) then min((max(($number, 0.5)), 40)) else 1"/>
    <xsl:variable name="unit" as="xs:string" select="replace(string($gap/@unit), 's$', '')"/>
    <xsl:variable name="lines" as="map(xs:string, xs:integer)" select="map { 'line': 1, 'sentence': 2, 'paragraph': 5, 'page': 14, 'leaf': 28 }"/>
    <xsl:variable name="ems" as="map(xs:string, xs:decimal)" select="map { 'char': 0.5, 'letter': 0.5, 'word': 3.0, 'syllable': 1.2, 'cm': 2.4, 'mm': 0.24 }"/>
    <xsl:sequence select="
        if (exists($lines($unit))) then map { 'width': '100%', 'height': string(min(($n * $lines($unit), 40)) * 1.4) || 'em' }
        else map { 'width': string(min((if (exists($ems($unit))) then $n * $ems($unit) else 3, 32))) || 'em', 'height': '0.9em' }"/>
  </xsl:function>

  <!-- The apparatus of a critical edition: the lemma stays, the readings go into a note. -->
  <xsl:template match="app">
    <xsl:variable name="shown" as="element()?" select="c:base-reading(.)"/>
    <xsl:element name="{string(($shown ! h:box(.), 'span')[1])}">
      <xsl:attribute name="class" select="'app'"/>
      <xsl:apply-templates select="$shown"/>
      <xsl:call-template name="h:sign"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="lem | rdgGrp | rdg">
    <xsl:element name="{h:box(.)}"><xsl:attribute name="class" select="local-name()"/><xsl:apply-templates/></xsl:element>
  </xsl:template>

  <xsl:template match="listWit | witDetail | wit">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The cuts of the rendition are in neither view. -->
  <xsl:template match="pb[c:is-hidden(., 'diplomatic')]" priority="4"/>

  <xsl:template match="(div | body | text | front | back | lg | list | table | sp | quote | group)/pb" priority="2">
    <p class="page"><xsl:call-template name="h:only"/><xsl:next-match/></p>
  </xsl:template>

  <xsl:template match="(list | table | row | lg | sp)/pb" priority="3"/>

  <!-- What is said of a page (in this module: inlines.xsl, imported before it, has a rule for any desc). -->
  <xsl:template match="surface/desc" priority="1">
    <xsl:param name="under" as="xs:string*" tunnel="yes"/>
    <xsl:if test="not(generate-id(.) = $under)"><p class="surface-desc"><xsl:for-each select="../@n"><span class="label">{.}</span>{' '}</xsl:for-each><xsl:apply-templates/></p></xsl:if>
  </xsl:template>

</xsl:stylesheet>
