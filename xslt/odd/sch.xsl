<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to Schematron: the constraints (constraintSpec) as a schema that stands alone. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    exclude-result-prefixes="o">

  <xsl:import href="odd.xsl"/>
  <xsl:import href="../schematron/extract.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="sch:assert sch:report"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:comment select="$o:notice"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="*"/>
    </xsl:document>
  </xsl:template>

</xsl:stylesheet>
