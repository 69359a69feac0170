<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to RELAX NG in XML syntax: a define for each element and macro. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs o">

  <xsl:import href="odd.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode name="pattern" on-no-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:comment select="$o:notice"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select=".//schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <grammar ns="{@ns}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <start>
        <xsl:for-each select="tokenize(@start)">
          <ref name="{.}"/>
        </xsl:for-each>
      </start>
      <xsl:apply-templates select="macroSpec, elementSpec"/>
    </grammar>
  </xsl:template>

  <xsl:template match="macroSpec" as="element()">
    <define name="{@ident}">
      <xsl:apply-templates select="content/*" mode="pattern"/>
    </define>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <a:documentation>{@ident} ({normalize-space(gloss)}): {normalize-space(desc)}</a:documentation>
        <xsl:apply-templates select="o:attributes(.)" mode="pattern"/>
        <xsl:apply-templates select="content/*" mode="pattern"/>
      </element>
    </define>
  </xsl:template>

  <!-- content -->

  <xsl:template match="sequence | alternate | elementRef | macroRef | textNode" mode="pattern" as="element()">
    <xsl:variable name="once" as="element()">
      <xsl:apply-templates select="." mode="once"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@minOccurs = '0' and @maxOccurs = 'unbounded'">
        <zeroOrMore><xsl:sequence select="$once"/></zeroOrMore>
      </xsl:when>
      <xsl:when test="@maxOccurs = 'unbounded'">
        <oneOrMore><xsl:sequence select="$once"/></oneOrMore>
      </xsl:when>
      <xsl:when test="@minOccurs = '0'">
        <optional><xsl:sequence select="$once"/></optional>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$once"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="empty" mode="pattern" as="element()">
    <empty/>
  </xsl:template>

  <xsl:mode name="once" on-no-match="fail"/>

  <xsl:template match="sequence" mode="once" as="element()">
    <group><xsl:apply-templates select="*" mode="pattern"/></group>
  </xsl:template>

  <xsl:template match="alternate" mode="once" as="element()">
    <choice><xsl:apply-templates select="*" mode="pattern"/></choice>
  </xsl:template>

  <xsl:template match="elementRef | macroRef" mode="once" as="element()">
    <ref name="{@key}"/>
  </xsl:template>

  <xsl:template match="textNode" mode="once" as="element()">
    <text/>
  </xsl:template>

  <!-- attributes -->

  <xsl:template match="attDef" mode="pattern" as="element()">
    <xsl:variable name="attribute" as="element()">
      <attribute name="{@ident}">
        <a:documentation>{normalize-space(desc)}</a:documentation>
        <xsl:choose>
          <xsl:when test="o:many(.)">
            <list><oneOrMore><xsl:apply-templates select="." mode="value"/></oneOrMore></list>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="value"/>
          </xsl:otherwise>
        </xsl:choose>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@usage = 'req'">
        <xsl:sequence select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <optional><xsl:sequence select="$attribute"/></optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attDef" mode="value" as="element()">
    <xsl:variable name="values" as="xs:string*" select="o:values(.)"/>
    <xsl:variable name="union" as="xs:string*" select="o:union(datatype/dataRef/@key)"/>
    <xsl:choose>
      <xsl:when test="exists($values)">
        <choice>
          <xsl:for-each select="$values">
            <value>{.}</value>
          </xsl:for-each>
        </choice>
      </xsl:when>
      <xsl:when test="exists($union)">
        <choice>
          <xsl:for-each select="$union">
            <data type="{.}"/>
          </xsl:for-each>
        </choice>
      </xsl:when>
      <xsl:otherwise>
        <data type="{o:datatype(.)}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
