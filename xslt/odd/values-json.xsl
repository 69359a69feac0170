<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to schema/values.json, which the program reads: see tei_edition/odd/values.py. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="values.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- An object or an array of $members, one a line. -->
  <xsl:function name="o:lines" as="xs:string">
    <xsl:param name="around" as="xs:string"/>
    <xsl:param name="indent" as="xs:string"/>
    <xsl:param name="members" as="xs:string*"/>
    <xsl:sequence select="substring($around, 1, 1) || '&#10;' || string-join($members ! ($indent || '  ' || .), ',&#10;') || '&#10;' || $indent || substring($around, 2)"/>
  </xsl:function>

  <xsl:function name="o:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map { 'method': 'json' }) => replace('\\/', '/')"/>
  </xsl:function>

  <xsl:template match="/" as="text()">
    <xsl:value-of select="o:lines('{}', '', (
        '&quot;//&quot;: ' || o:json(normalize-space($o:notice)),
        '&quot;values&quot;: ' || o:lines('{}', '  ', for $list in o:lists(/) return o:json($list?where) || ': '
            || o:lines('{}', '    ', $list?values?* ! (o:json(?value) || ': ' || o:json(?words)))),
        '&quot;element_only&quot;: ' || o:json(array { o:element-only(/) }),
        '&quot;may_be_empty&quot;: ' || o:json(array { o:may-be-empty(/) }),
        '&quot;kinds&quot;: ' || o:lines('{}', '  ', o:kinds(/) ! (o:json(?name) || ': ' || o:json(?elements)))))"/>
  </xsl:template>

</xsl:stylesheet>
