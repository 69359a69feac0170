<?xml version="1.0" encoding="UTF-8"?>
<!-- What else an ODD says of its elements than a grammar can: the closed lists with the words that pages and
     print use for each value, and what kind of content an element has. values-json.xsl and values-xsl.xsl write it down. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="odd.xsl"/>

  <!-- A closed list: where it holds ("add/@place"), and its values in order, each with its words. -->
  <xsl:function name="o:lists" as="map(xs:string, item())*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:for-each select="o:elements($odd)">
      <xsl:variable name="element" as="xs:string" select="@ident"/>
      <xsl:for-each select="o:attributes(.)[exists(o:values(.))]">
        <xsl:sort select="@ident"/>
        <xsl:sequence select="map { 'where': $element || '/@' || @ident, 'values': array { o:worded(.) } }"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- The values of a list, each with its words: its gloss, or the value itself. A gloss with a type speaks of
       the value where it stands behind that other one: of left behind top, as the value "top left". -->
  <xsl:function name="o:worded" as="map(xs:string, xs:string)*">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:variable name="items" as="element(valItem)*" select="$definition/valList/valItem"/>
    <xsl:for-each select="o:values($definition)">
      <xsl:variable name="value" as="xs:string" select="."/>
      <xsl:variable name="item" as="element(valItem)?" select="$items[@ident = $value]"/>
      <xsl:sequence select="map { 'value': $value, 'words': string(($item/gloss[not(@type)]/normalize-space(.), $value)[1]) }"/>
      <xsl:for-each select="$item/gloss[@type]">
        <xsl:sequence select="map { 'value': @type || ' ' || $value, 'words': normalize-space(.) }"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="o:elements" as="element(elementSpec)*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:perform-sort select="$odd//elementSpec[not(@mode = 'delete')]">
      <xsl:sort select="@ident" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- The elements between whose children white space is free: they hold elements, and never text. -->
  <xsl:function name="o:element-only" as="xs:string*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="o:elements($odd)[content//(elementRef | classRef | macroRef)][not(o:has-text(content))] ! string(@ident)"/>
  </xsl:function>

  <!-- The elements that may be empty. -->
  <xsl:function name="o:may-be-empty" as="xs:string*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="o:elements($odd)[every $part in content/* satisfies o:is-optional($part)] ! string(@ident)"/>
  </xsl:function>

  <xsl:function name="o:is-optional" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="$part/@minOccurs = '0' or exists($part/(self::empty | self::textNode | self::anyElement))
        or $part/self::sequence and (every $inner in $part/* satisfies o:is-optional($inner))
        or $part/self::alternate and (some $inner in $part/* satisfies o:is-optional($inner))
        or $part/self::macroRef and (every $inner in key('o:macro', $part/@key, root($part))/content/* satisfies o:is-optional($inner))"/>
  </xsl:function>

  <!-- The elements of each model class, and of each macro that is a choice of elements. -->
  <xsl:function name="o:kinds" as="map(xs:string, item()*)*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:for-each select="$odd//(classSpec[@type = 'model'] | macroSpec[content/alternate])[not(@mode = 'delete')]">
      <xsl:sequence select="map { 'name': string(@ident), 'elements': array {
          sort(if (self::classSpec) then o:members(@ident, $odd)/@ident/string() else content//elementRef/@key/string()) } }"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
