<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to its reference: one page of HTML. The driver only imports. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="odd.xsl"/>
  <xsl:import href="../common/xml.xsl"/>
  <xsl:import href="doc-page.xsl"/>
  <xsl:import href="doc-element.xsl"/>
  <xsl:import href="doc-content.xsl"/>
  <xsl:import href="doc-prose.xsl"/>

  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>

</xsl:stylesheet>
