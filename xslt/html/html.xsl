<?xml version="1.0" encoding="UTF-8"?>
<!-- The web edition of one record. This driver only imports: one module a theme. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/marks.xsl"/>
  <xsl:import href="unhandled.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:import href="source.xsl"/>
  <xsl:import href="blocks.xsl"/>
  <xsl:import href="transcription.xsl"/>
  <xsl:import href="notes.xsl"/>
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
</xsl:stylesheet>
