<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to XML Schema 1.0: a global element for each elementSpec, a group for each macro.
     The same documents are valid as under the RELAX NG schema, with two differences that lie in the
     schema languages: XSD checks that each xml:id is unique, RELAX NG is free of the rule that a
     content model must be deterministic (ours are). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="o">

  <xsl:import href="odd.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode name="o:particle" on-no-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:comment select="$o:notice"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select=".//schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <xs:schema targetNamespace="{@ns}" elementFormDefault="qualified">
      <xsl:namespace name="" select="string(@ns)"/>
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xsl:apply-templates select="macroSpec, elementSpec"/>
    </xs:schema>
  </xsl:template>

  <xsl:template match="macroSpec" as="element()">
    <xs:group name="{@ident}">
      <xs:sequence>
        <xsl:apply-templates select="content/*" mode="o:particle"/>
      </xs:sequence>
    </xs:group>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <xs:element name="{@ident}">
      <xs:annotation>
        <xs:documentation xml:lang="en">{normalize-space(gloss)}: {normalize-space(desc)}</xs:documentation>
      </xs:annotation>
      <xs:complexType>
        <xsl:choose>
          <xsl:when test="o:text-only(content)">
            <xs:simpleContent>
              <xs:extension base="xs:string">
                <xsl:apply-templates select="o:attributes(.)" mode="o:particle"/>
              </xs:extension>
            </xs:simpleContent>
          </xsl:when>
          <xsl:otherwise>
            <xsl:if test="o:has-text(content)">
              <xsl:attribute name="mixed" select="'true'"/>
            </xsl:if>
            <xsl:apply-templates select="content/*" mode="o:top"/>
            <xsl:apply-templates select="o:attributes(.)" mode="o:particle"/>
          </xsl:otherwise>
        </xsl:choose>
      </xs:complexType>
    </xs:element>
  </xsl:template>

  <!-- content: what stands at the top must be a sequence or a choice -->

  <xsl:mode name="o:top" on-no-match="fail"/>

  <xsl:template match="empty" mode="o:top"/>

  <xsl:template match="sequence | alternate" mode="o:top" as="element()">
    <xsl:apply-templates select="." mode="o:particle"/>
  </xsl:template>

  <xsl:template match="elementRef | macroRef" mode="o:top" as="element()">
    <xs:sequence>
      <xsl:apply-templates select="." mode="o:particle"/>
    </xs:sequence>
  </xsl:template>

  <xsl:template match="sequence" mode="o:particle" as="element()">
    <xs:sequence>
      <xsl:copy-of select="@minOccurs, @maxOccurs"/>
      <xsl:apply-templates select="*" mode="o:particle"/>
    </xs:sequence>
  </xsl:template>

  <xsl:template match="alternate" mode="o:particle" as="element()">
    <xs:choice>
      <xsl:copy-of select="@minOccurs, @maxOccurs"/>
      <xsl:apply-templates select="*" mode="o:particle"/>
    </xs:choice>
  </xsl:template>

  <xsl:template match="elementRef" mode="o:particle" as="element()">
    <xs:element ref="{@key}">
      <xsl:copy-of select="@minOccurs, @maxOccurs"/>
    </xs:element>
  </xsl:template>

  <xsl:template match="macroRef" mode="o:particle" as="element()">
    <xs:group ref="{@key}"/>
  </xsl:template>

  <!-- Text is said by mixed="true" on the type. -->
  <xsl:template match="textNode" mode="o:particle"/>

  <!-- attributes -->

  <xsl:template match="attDef[starts-with(@ident, 'xml:')]" mode="o:particle" as="element()">
    <xs:attribute ref="{@ident}">
      <xsl:call-template name="o:use"/>
    </xs:attribute>
  </xsl:template>

  <xsl:template match="attDef" mode="o:particle" as="element()">
    <xsl:variable name="simple" as="xs:string?" select="
        if (exists(o:values(.)) or exists(o:union(datatype/dataRef/@key)) or o:many(.)) then ()
        else 'xs:' || o:datatype(datatype/dataRef)"/>
    <xs:attribute name="{@ident}">
      <xsl:if test="$simple">
        <xsl:attribute name="type" select="$simple"/>
      </xsl:if>
      <xsl:call-template name="o:use"/>
      <xs:annotation>
        <xs:documentation xml:lang="en">{normalize-space(desc)}</xs:documentation>
      </xs:annotation>
      <xsl:choose>
        <xsl:when test="$simple"/>
        <xsl:when test="o:many(.)">
          <xs:simpleType>
            <xs:restriction>
              <xs:simpleType>
                <xs:list>
                  <xsl:call-template name="o:item-type"/>
                </xs:list>
              </xs:simpleType>
              <xs:minLength value="1"/>
            </xs:restriction>
          </xs:simpleType>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="o:item-type"/>
        </xsl:otherwise>
      </xsl:choose>
    </xs:attribute>
  </xsl:template>

  <xsl:template name="o:use">
    <xsl:if test="@usage = 'req'">
      <xsl:attribute name="use" select="'required'"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="o:item-type" as="element()">
    <xsl:variable name="union" as="xs:string*" select="o:union(datatype/dataRef/@key)"/>
    <xs:simpleType>
      <xsl:choose>
        <xsl:when test="exists(o:values(.))">
          <xs:restriction base="xs:token">
            <xsl:for-each select="o:values(.)">
              <xs:enumeration value="{.}"/>
            </xsl:for-each>
          </xs:restriction>
        </xsl:when>
        <xsl:when test="exists($union)">
          <xs:union memberTypes="{$union ! ('xs:' || .)}"/>
        </xsl:when>
        <xsl:otherwise>
          <xs:restriction base="xs:{o:datatype(datatype/dataRef)}"/>
        </xsl:otherwise>
      </xsl:choose>
    </xs:simpleType>
  </xsl:template>

</xsl:stylesheet>
