<?xml version="1.0" encoding="UTF-8"?>
<!-- What both schema generators ask of an ODD (TEI chapter 23): the parts of a self-contained
     schemaSpec, with the attributes that an element has of its own and by its classes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs o">

  <xsl:key name="class" match="classSpec" use="@ident"/>
  <xsl:key name="macro" match="macroSpec" use="@ident"/>
  <xsl:key name="element" match="elementSpec" use="@ident"/>

  <!-- The attributes of an element: its own, and those of its classes that it does not redefine. -->
  <xsl:function name="o:attributes" as="element(attDef)*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="$spec/attList/attDef"/>
    <xsl:variable name="inherited" as="element(attDef)*"
        select="key('class', $spec/classes/memberOf/@key, root($spec))/attList/attDef"/>
    <xsl:sequence select="$own, $inherited[not(@ident = $own/@ident)]"/>
  </xsl:function>

  <!-- True for content in which text may stand, directly or by a macro. -->
  <xsl:function name="o:has-text" as="xs:boolean">
    <xsl:param name="content" as="element()"/>
    <xsl:sequence select="exists($content/descendant-or-self::textNode)
        or (some $macro in key('macro', $content/descendant::macroRef/@key, root($content))
            satisfies o:has-text($macro/content))"/>
  </xsl:function>

  <!-- True for content that is text and nothing else. -->
  <xsl:function name="o:text-only" as="xs:boolean">
    <xsl:param name="content" as="element(content)"/>
    <xsl:sequence select="exists($content/textNode) and count($content/*) = 1"/>
  </xsl:function>

  <!-- The XML Schema datatype behind each TEI datatype that the ODD uses. -->
  <xsl:variable name="o:datatypes" as="map(xs:string, xs:string)" select="map {
      'teidata.xmlName': 'ID',
      'teidata.pointer': 'anyURI',
      'teidata.language': 'language',
      'teidata.text': 'string',
      'teidata.word': 'NMTOKEN',
      'teidata.versionNumber': 'NMTOKEN',
      'teidata.numeric': 'decimal',
      'teidata.enumerated': 'NMTOKEN'
    }"/>

  <xsl:function name="o:datatype" as="xs:string">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:variable name="key" as="xs:string" select="$definition/datatype/dataRef/@key"/>
    <xsl:choose>
      <xsl:when test="map:contains($o:datatypes, $key)" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
        <xsl:sequence select="$o:datatypes($key)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="error(xs:QName('o:datatype'),
            'no datatype ' || $key || ' for @' || $definition/@ident)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The members of a datatype that is a choice of others or of values; empty for a simple one. -->
  <xsl:function name="o:union" as="xs:string*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if ($key eq 'teidata.temporal.w3c') then ('date', 'gYearMonth', 'gYear') else ()"/>
  </xsl:function>

  <xsl:function name="o:values" as="xs:string*">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:sequence select="
        if ($definition/datatype/dataRef/@key = 'teidata.probCert') then ('high', 'medium', 'low', 'unknown')
        else $definition/valList[@type = 'closed']/valItem/@ident/string()"/>
  </xsl:function>

  <xsl:function name="o:many" as="xs:boolean">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:sequence select="$definition/datatype/@maxOccurs = 'unbounded'"/>
  </xsl:function>

  <!-- A comment of one line for the head of a generated file. -->
  <xsl:variable name="o:notice" as="xs:string"
      select="' Generated from tei-edition.odd by xslt/odd/: edit that file and run make schema. '"/>

</xsl:stylesheet>
