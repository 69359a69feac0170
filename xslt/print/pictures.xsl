<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures and pictures (TEI chapters 11 and 14): those that lie beside the document are printed. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The pictures that the program lays beside the markup (JSON), by the address that the document gives: src, width,
       height in pixels. -->
  <xsl:param name="t:pictures" as="xs:string" select="''"/>
  <xsl:variable name="t:local" as="map(*)" select="if ($t:pictures) then parse-json($t:pictures) else map { }"/>

  <xsl:function name="t:picture" as="map(*)?">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="c:picture-address($graphic) ! $t:local(.)"/>
  </xsl:function>

  <!-- Where there is room for words only. -->
  <xsl:function name="t:is-among-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*[self::p or self::item or self::note or self::head or self::cell or self::l or self::ab])"/>
  </xsl:function>

  <xsl:template match="figure">
    <xsl:variable name="inline" as="xs:boolean" select="t:is-among-words(.)"/>
    <xsl:if test="not($inline)"><xsl:text>&#10;&#10;</xsl:text></xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="not($inline)"><xsl:text>&#10;&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- A figure that is a picture and what is said of it stays together. -->
  <xsl:template match="figure[graphic[exists(t:picture(.))]][not(t:is-among-words(.))][empty(.//(note | p | ab | table | list | lg | figure))]" priority="1">
    <xsl:text>&#10;&#10;#pictured[</xsl:text>
    <xsl:apply-templates select="graphic"/>
    <xsl:text>][</xsl:text>
    <xsl:for-each select="node() except graphic">
      <xsl:apply-templates select="if (self::head | self::figDesc) then node() else ."/>
      <xsl:if test="self::* and following-sibling::*">#" ";</xsl:if>
    </xsl:for-each>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject">
    <xsl:variable name="picture" as="map(*)?" select="t:picture(.)"/>
    <xsl:choose>
      <xsl:when test="exists($picture)">
        <xsl:call-template name="t:shown">
          <xsl:with-param name="picture" select="$picture"/>
          <xsl:with-param name="words" select="(c:alternative(.), 'Image')[1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>#remark({t:string('image' || (@url[not(starts-with(., 'data:'))] ! (': ' || .)))});</xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template name="t:shown">
    <xsl:param name="picture" as="map(*)"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:text>#picture({t:string($picture?src)}, {t:string($words)}, {xs:integer($picture?width)}, {xs:integer($picture?height)}</xsl:text>
    <xsl:if test="self::graphic[t:is-among-words(.)][exists((preceding-sibling::node() | following-sibling::node())[self::text()][normalize-space()])]">, among: true</xsl:if>
    <!-- The column has 117 mm. -->
    <xsl:for-each select="c:given-width(., $picture?width, $picture?height, 442)">, asked: {round(. * 0.75, 1)}pt</xsl:for-each>
    <xsl:text>);</xsl:text>
  </xsl:template>

  <!-- The images of pages are printed where there is no text. -->
  <xsl:template match="facsimile//graphic | sourceDoc//graphic" priority="1">
    <xsl:variable name="picture" as="map(*)?" select="t:picture(.)[empty(current()/preceding-sibling::graphic)]
        [empty(root(current())//(text | sourceDoc)//text()[normalize-space()])]"/>
    <xsl:if test="exists($picture)">
      <xsl:variable name="number" as="xs:string" select="string((ancestor::surface[1]/@n, 1 + count(preceding::graphic[ancestor::facsimile]))[1])"/>
      <xsl:text>&#10;&#10;#pictured[</xsl:text>
      <xsl:call-template name="t:shown">
        <xsl:with-param name="picture" select="$picture"/>
        <xsl:with-param name="words" select="'Page ' || $number"/>
      </xsl:call-template>
      <xsl:text>][#{t:string($number)};]&#10;&#10;</xsl:text>
    </xsl:if>
    <xsl:for-each select="c:said-once(.)">
      <xsl:text>&#10;&#10;</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>&#10;&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- A page that is transcribed by its lines: its number, and its zones told apart. -->
  <xsl:template match="sourceDoc//surface[@n]">
    <xsl:text>&#10;&#10;#page-begins({t:string(@n)})&#10;&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="zone[c:zone-label(.)]" priority="1">
    <xsl:text>&#10;&#10;#zone-beside({t:string(c:zone-label(.))})[</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>]&#10;&#10;</xsl:text>
  </xsl:template>

  <!-- What is said of a page, behind the text that has its picture. -->
  <xsl:template match="facsimile//surface[@n][desc][root()//text//text()[normalize-space()]]">
    <xsl:text>&#10;&#10;#remark({t:string(@n)});#" ";</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
