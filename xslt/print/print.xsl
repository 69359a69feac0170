<?xml version="1.0" encoding="UTF-8"?>
<!-- The print edition of one record, as Typst markup. This driver only imports. The functions that
     the markup calls (#record, #note, #gap ...) are those of edition.typ. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/marks.xsl"/>
  <xsl:import href="escape.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:import href="blocks.xsl"/>
  <xsl:import href="inlines.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
</xsl:stylesheet>
