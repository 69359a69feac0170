<?xml version="1.0" encoding="UTF-8"?>
<!-- First pass: what stands in other files is put where it is wanted (ISO/IEC 19757-3, include and
     extends/@href). Nothing is opened here: the program has read the files that the schema may have,
     and hands them over as documents of a bundle, each include saying which of them it means. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:s="https://tei-edition.org/ns/xslt/schematron"
    exclude-result-prefixes="xs">

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="/s:bundle" as="element()">
    <xsl:apply-templates select="s:document[1]/*"/>
  </xsl:template>

  <xsl:template match="sch:include[@s:document]" as="element()*">
    <xsl:apply-templates select="s:meant(.)"/>
  </xsl:template>

  <xsl:template match="sch:extends[@s:document]" as="element()*">
    <xsl:apply-templates select="s:meant(.)/*"/>
  </xsl:template>

  <!-- The root of the document that is meant, or the element with the id behind the #. -->
  <xsl:function name="s:meant" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="root" as="element()"
        select="root($reference)/s:bundle/s:document[xs:integer($reference/@s:document)]/*"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($reference/@href, '#')"/>
    <xsl:sequence select="if ($id) then $root/descendant-or-self::*[(@id, @xml:id) = $id][1] else $root"/>
  </xsl:function>

</xsl:stylesheet>
