<?xml version="1.0" encoding="UTF-8"?>
<!-- What editorial elements say, in words: shared by the web and the print edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <!-- Where and by whom words were added: "added above the line, by hand". -->
  <xsl:function name="c:added" as="xs:string">
    <xsl:param name="add" as="element()"/>
    <xsl:variable name="place" as="xs:string?" select="
        if (empty($add/@place)) then ()
        else if ($add/@place = 'above') then 'above the line'
        else if ($add/@place = 'below') then 'below the line'
        else if ($add/@place = 'overleaf') then 'overleaf'
        else 'at ' || replace($add/@place, '\s+', ' ')"/>
    <xsl:variable name="how" as="xs:string?" select="
        if ($add/@hand) then 'by hand' else if ($add/@rend = 'typed') then 'with the typewriter' else ()"/>
    <xsl:sequence select="string-join(('added' || ($place ! (' ' || .)), $how), ', ')"/>
  </xsl:function>

  <!-- What is missing: "two words illegible" as "2 words illegible". -->
  <xsl:function name="c:missing" as="xs:string">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:variable name="reason" as="xs:string" select="
        if ($gap/@reason = 'editorial') then 'omitted' else string($gap/@reason)"/>
    <xsl:variable name="count" as="xs:string?" select="
        if ($gap/@atLeast) then $gap/@atLeast || '–' || $gap/@atMost
        else ($gap/@quantity, $gap/@extent)[1]"/>
    <xsl:variable name="unit" as="xs:string?" select="
        if (empty($gap/@unit)) then ()
        else replace($gap/@unit, '^char$', 'letter') || (if ($count = '1') then '' else 's')"/>
    <xsl:sequence select="
        if ($gap/desc) then string($gap/desc)
        else if ($gap/@reason = 'signature') then 'signature'
        else string-join(($count, $unit, $reason), ' ')"/>
  </xsl:function>

  <!-- The sign of a note: its own, or its number among the notes of editors. -->
  <xsl:function name="c:note-sign" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
        if ($note/@n) then string($note/@n)
        else string(count($note/preceding::note[ancestor::text][empty(@n)]
                          | $note/ancestor::note[empty(@n)]) + 1)"/>
  </xsl:function>

  <xsl:function name="c:note-label" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="map {
        'translator': 'Translator’s note', 'editor': 'Editor’s note', 'editorial': 'Editorial remark',
        'gloss': 'In the original', 'marginal': 'In the margin' }(string($note/@type))"/>
  </xsl:function>

  <xsl:function name="c:title" as="xs:string">
    <xsl:param name="doc" as="node()"/>
    <xsl:sequence select="normalize-space(($doc//titleStmt/title[@type = 'main'], $doc//titleStmt/title, 'Untitled')[1])"/>
  </xsl:function>

</xsl:stylesheet>
