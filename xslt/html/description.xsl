<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts, objects and sources within a text (TEI chapters 2, 11 and 13): their parts stand one below the other. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="msDesc | msPart | msFrag | msIdentifier | objectIdentifier | msContents | msItem | msItemStruct | physDesc | objectDesc | supportDesc | support | layoutDesc
      | layout | handDesc | handNote | scriptDesc | scriptNote | typeDesc | typeNote | musicNotation | decoDesc | decoNote | bindingDesc | binding | sealDesc | seal
      | accMat | additions | condition | collation | foliation | history | origin | provenance | acquisition | additional | adminInfo | recordHist | surrogates
      | custodialHist | custEvent | object | biblFull | titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt | sourceDesc | availability | recordingStmt
      | scriptStmt | recording | broadcast | annotationBlock | spGrp | personGrp | persona | listNym | nym | relation | listChange | listObject | summary | transcriptionDesc
      | notatedMusic | timeline | specList | specDesc">
    <xsl:element name="{if (h:is-among-words(.)) then 'span' else 'div'}">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Whether HTML has room for words only where an element stands. -->
  <xsl:function name="h:is-among-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(ancestor::p | ancestor::ab | ancestor::head | ancestor::item | ancestor::cell | ancestor::note | ancestor::l
        | ancestor::speaker | ancestor::label | ancestor::bibl | ancestor::signed | ancestor::salute | ancestor::dateline | ancestor::byline | ancestor::line))
        or exists($element/../text()[normalize-space()])"/>
  </xsl:function>

  <!-- The HTML element for words that are set apart: where blocks stand among them, one that may hold blocks. -->
  <xsl:function name="h:box" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if (exists($element/descendant::*[self::p or self::ab or self::l or self::lg or self::list or self::table or self::sp or self::div][not(ancestor::note)])
            and empty($element/ancestor::*[self::head or self::l or self::label or self::speaker or self::bibl or self::signed or self::salute or self::dateline
              or self::byline or self::note or self::figDesc or self::stage or self::line]))
        then 'div' else 'span'"/>
  </xsl:function>

</xsl:stylesheet>
