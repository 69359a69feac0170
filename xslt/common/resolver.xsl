<?xml version="1.0" encoding="UTF-8"?>
<!-- Identifiers that last, and where they are resolved. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    exclude-result-prefixes="#all">

  <!-- The address of a DOI or an ARK at those who resolve it. -->
  <xsl:function name="c:resolver" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="(if (starts-with($number, 'ark:')) then 'https://n2t.net/' else 'https://doi.org/') || $number"/>
  </xsl:function>

</xsl:stylesheet>
