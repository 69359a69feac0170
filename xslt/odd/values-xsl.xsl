<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD to xslt/common/values.xsl: the words for values, for pages and print. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:o="https://tei-edition.org/ns/xslt/odd"
    xmlns:out="https://tei-edition.org/ns/xslt/odd/out"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="map o">

  <xsl:import href="values.xsl"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:comment select="$o:notice"/>
      <xsl:text>&#10;</xsl:text>
      <out:stylesheet version="3.0">
        <xsl:namespace name="c" select="'https://tei-edition.org/ns/xslt/common'"/>
        <xsl:comment> For each attribute with a closed list, such as add/@place, its values and the words for readers. </xsl:comment>
        <out:variable name="c:values" as="map(xs:string, map(xs:string, xs:string))">
          <out:map>
            <xsl:for-each select="o:lists(/)">
              <out:map-entry key="{o:literal(?where)}">
                <out:map>
                  <xsl:for-each select="?values?*">
                    <out:map-entry key="{o:literal(?value)}" select="{o:literal(?words)}"/>
                  </xsl:for-each>
                </out:map>
              </out:map-entry>
            </xsl:for-each>
          </out:map>
        </out:variable>
      </out:stylesheet>
    </xsl:document>
  </xsl:template>

  <xsl:function name="o:literal" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="'''' || replace($words, '''', '''''') || ''''"/>
  </xsl:function>

</xsl:stylesheet>
