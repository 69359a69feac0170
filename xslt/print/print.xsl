<?xml version="1.0" encoding="UTF-8"?>
<!-- The print edition of one document, as Typst markup. This driver only imports: one module a theme. The
     functions that the markup calls (#record, #note, #passage ...) are those of edition.typ. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/phrases.xsl"/>
  <xsl:import href="../common/entries.xsl"/>
  <xsl:import href="../common/registers.xsl"/>
  <xsl:import href="../common/reading.xsl"/>
  <xsl:import href="../common/marks.xsl"/>
  <xsl:import href="../common/pointers.xsl"/>
  <xsl:import href="../common/numbers.xsl"/>
  <xsl:import href="../common/divisions.xsl"/>
  <xsl:import href="../common/resolver.xsl"/>
  <xsl:import href="../common/item.xsl"/>
  <xsl:import href="../common/calendars.xsl"/>
  <xsl:import href="../common/speech.xsl"/>
  <xsl:import href="../common/description.xsl"/>
  <xsl:import href="../common/languages.xsl"/>
  <xsl:import href="../common/pictures.xsl"/>
  <xsl:import href="escape.xsl"/>
  <xsl:import href="unhandled.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:import href="blocks.xsl"/>
  <xsl:import href="literature.xsl"/>
  <xsl:import href="tables.xsl"/>
  <xsl:import href="description.xsl"/>
  <xsl:import href="pictures.xsl"/>
  <xsl:import href="inlines.xsl"/>
  <xsl:import href="names.xsl"/>
  <xsl:import href="transcription.xsl"/>
  <xsl:import href="apparatus.xsl"/>
  <xsl:import href="notes.xsl"/>
  <xsl:import href="pointers.xsl"/>
  <xsl:import href="numbers.xsl"/>
  <xsl:import href="drama.xsl"/>
  <xsl:import href="dictionary.xsl"/>
  <xsl:import href="languages.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
</xsl:stylesheet>
