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

  <xsl:template match="sch:include[@s:document] | sch:extends[@s:document]" as="element()*">
    <xsl:param name="s:around" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="meant" as="element()?" select="s:meant(.)"/>
    <!-- Saxon does not survive recursion without end. -->
    <xsl:sequence select="if (generate-id($meant) = $s:around)
        then error(xs:QName('s:include'), 'the part that ' || @href || ' refers to includes itself')
        else if (count($s:around) ge 50)
        then error(xs:QName('s:include'), 'more than 50 parts include one another, at ' || @href || s:at(.))
        else ()"/>
    <xsl:apply-templates select="if (self::sch:include) then $meant else $meant/*">
      <xsl:with-param name="s:around" select="$s:around, generate-id($meant)" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The root of the document that is meant, or the element with the id behind the #. -->
  <xsl:function name="s:meant" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="root" as="element()"
        select="root($reference)/s:bundle/s:document[xs:integer($reference/@s:document)]/*"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($reference/@href, '#')"/>
    <xsl:sequence select="if ($id) then $root/descendant-or-self::*[(@id, @xml:id) = $id][1] else $root"/>
  </xsl:function>

  <!-- The end of a message: where in the schema an element stands. The program makes a line of it. -->
  <xsl:function name="s:at" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string-join($node/@s:at ! (' #' || .))"/>
  </xsl:function>

</xsl:stylesheet>
