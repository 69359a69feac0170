<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts, objects and sources within a text (TEI chapters 2, 11 and 13): their parts stand one below the other. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:t="https://tei-edition.org/ns/xslt/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="msDesc | msPart | msFrag | msIdentifier | objectIdentifier | msContents | msItem | msItemStruct | physDesc | objectDesc | supportDesc | support | layoutDesc
      | layout | handDesc | handNote | scriptDesc | scriptNote | typeDesc | typeNote | musicNotation | decoDesc | decoNote | bindingDesc | binding | sealDesc | seal
      | accMat | additions | condition | collation | foliation | history | origin | provenance | acquisition | additional | adminInfo | recordHist | surrogates
      | custodialHist | custEvent | object | biblFull | titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt | sourceDesc | availability | recordingStmt
      | scriptStmt | recording | broadcast | annotationBlock | spGrp | personGrp | persona | listNym | nym | relation | listChange | listObject | summary | transcriptionDesc
      | notatedMusic | timeline | specList | specDesc">
    <xsl:variable name="break" as="xs:string" select="
        if (ancestor::*[self::p or self::note or self::head or self::cell or self::l or self::bibl] or ../text()[normalize-space()]) then '#&quot; &quot;;' else '&#10;&#10;'"/>
    <xsl:value-of select="$break"/>
    <xsl:apply-templates/>
    <xsl:value-of select="$break"/>
  </xsl:template>

</xsl:stylesheet>
