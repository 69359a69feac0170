<?xml version="1.0" encoding="UTF-8"?>
<!-- What the schema generators ask of an ODD (TEI chapter 23) that holds all it speaks of: the members
     of classes, and the attributes that an element has of its own and by its classes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:key name="o:class" match="classSpec[not(@mode = 'delete')]" use="@ident"/>
  <xsl:key name="o:macro" match="macroSpec[not(@mode = 'delete')]" use="@ident"/>
  <xsl:key name="o:element" match="elementSpec[not(@mode = 'delete')]" use="@ident"/>
  <xsl:key name="o:data" match="(dataSpec | macroSpec[@type = 'dt'])[not(@mode = 'delete')]" use="@ident"/>
  <xsl:key name="o:member" match="(elementSpec | classSpec[@type = 'model'])[not(@mode = 'delete')]"
      use="classes/memberOf[not(@mode = 'delete')]/@key"/>

  <!-- The elements that are of a model class, by its subclasses too, in the order of the ODD. -->
  <xsl:function name="o:members" as="element(elementSpec)*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="(key('o:member', $class, $odd)
        ! (if (self::classSpec) then o:members(@ident, $odd) else .)) | ()"/>
  </xsl:function>

  <!-- The attributes of an element: its own, and those of its classes that it neither redefines nor
       leaves out. -->
  <xsl:function name="o:attributes" as="element(attDef)*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="$spec/attList//attDef"/>
    <xsl:variable name="inherited" as="element(attDef)*" select="o:inherited($spec)"/>
    <xsl:sequence select="$own[not(@mode = 'delete')],
        $inherited[not(@ident = $own/@ident)][not(@mode = 'delete')]
        [not(@ident = preceding::attDef[. intersect $inherited]/@ident)]"/>
  </xsl:function>

  <!-- The attributes of the classes of an element or class, and of their classes in turn. -->
  <xsl:function name="o:inherited" as="element(attDef)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each select="$spec/classes/memberOf[not(@mode = 'delete')]/@key
        ! key('o:class', ., root($spec))[@type = 'atts'], $spec/attList//attRef/@class ! key('o:class', ., root($spec))">
      <xsl:variable name="name" as="xs:string?" select="$spec/attList//attRef[@class = current()/@ident]/@name"/>
      <xsl:sequence select="(attList//attDef, o:inherited(.))[empty($name) or @ident = $name]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- True for content in which text may stand, directly or by a macro. -->
  <xsl:function name="o:has-text" as="xs:boolean">
    <xsl:param name="content" as="element()"/>
    <xsl:sequence select="exists($content/descendant-or-self::textNode)
        or (some $macro in key('o:macro', $content/descendant::macroRef/@key, root($content))
            satisfies o:has-text($macro/content))"/>
  </xsl:function>

  <!-- True for content that is text and nothing else. -->
  <xsl:function name="o:text-only" as="xs:boolean">
    <xsl:param name="content" as="element(content)"/>
    <xsl:sequence select="exists($content/textNode) and count($content/*) = 1"/>
  </xsl:function>

  <!-- The XML Schema datatype behind each TEI datatype, for an ODD that does not define it. -->
  <xsl:variable name="o:datatypes" as="map(xs:string, xs:string)" select="map {
      'teidata.xmlName': 'ID',
      'teidata.name': 'Name',
      'teidata.pointer': 'anyURI',
      'teidata.namespace': 'anyURI',
      'teidata.language': 'language',
      'teidata.text': 'string',
      'teidata.word': 'NMTOKEN',
      'teidata.versionNumber': 'NMTOKEN',
      'teidata.numeric': 'decimal',
      'teidata.count': 'nonNegativeInteger',
      'teidata.truthValue': 'boolean',
      'teidata.enumerated': 'NMTOKEN'
    }"/>

  <xsl:function name="o:datatype" as="xs:string">
    <xsl:param name="reference" as="element(dataRef)"/>
    <xsl:sequence select="if ($reference/@name) then string($reference/@name)
        else if (map:contains($o:datatypes, $reference/@key)) then $o:datatypes($reference/@key)
        else error(xs:QName('o:datatype'), 'there is no datatype ' || $reference/@key || o:at($reference))"/>
  </xsl:function>

  <!-- The end of a message: which element of the ODD is at fault, by its number. The program makes a line of it. -->
  <xsl:function name="o:at" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="' #' || count($node/(preceding::* | ancestor-or-self::*))"/>
  </xsl:function>

  <!-- The members of a datatype that is a choice of others or of values; empty for a simple one. -->
  <xsl:function name="o:union" as="xs:string*">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="if ($key eq 'teidata.temporal.w3c') then ('date', 'gYearMonth', 'gYear') else ()"/>
  </xsl:function>

  <!-- The values of a closed list. -->
  <xsl:function name="o:values" as="xs:string*">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:sequence select="
        if ($definition/datatype/dataRef/@key = 'teidata.probCert') then ('high', 'medium', 'low', 'unknown')
        else $definition/valList[@type = 'closed']/valItem[not(@mode = 'delete')]/@ident/string()"/>
  </xsl:function>

  <xsl:function name="o:many" as="xs:boolean">
    <xsl:param name="definition" as="element(attDef)"/>
    <xsl:sequence select="$definition/datatype/@maxOccurs != '1'"/>
  </xsl:function>

  <!-- A comment of one line for the head of a generated file. -->
  <xsl:variable name="o:notice" as="xs:string"
      select="' Generated from tei-edition.odd by xslt/odd/: edit that file and run make schema. '"/>

</xsl:stylesheet>
