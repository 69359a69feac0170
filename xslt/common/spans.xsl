<?xml version="1.0" encoding="UTF-8"?>
<!-- addSpan, delSpan and damageSpan say where a passage begins and by spanTo where it ends. TEI in, TEI out: what stands
     between becomes add, del and damage, piece by piece where it runs over several blocks. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="c:within" on-no-match="shallow-copy"/>

  <xsl:key name="c:ids" match="*[@xml:id]" use="@xml:id"/>

  <!-- Those whose end is there, and behind them. -->
  <xsl:variable name="c:spans" as="element()*" select="//text//(addSpan | delSpan | damageSpan)[c:end(.)[. >> current()]]"/>

  <xsl:function name="c:end" as="element()?">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="$span/@spanTo[starts-with(., '#')] ! key('c:ids', substring(normalize-space(.), 2), root($span))[. >> $span][1]"/>
  </xsl:function>

  <!-- Blocks, which no passage in a line can hold. -->
  <xsl:function name="c:has-blocks" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/descendant-or-self::*[self::p or self::ab or self::l or self::lg or self::head or self::list or self::item or self::table
        or self::row or self::cell or self::sp or self::speaker or self::opener or self::closer or self::salute or self::signed or self::dateline or self::byline
        or self::address or self::addrLine or self::trailer or self::figure or self::line or self::zone or matches(local-name(), '^div[1-7]?$')])"/>
  </xsl:function>

  <!-- Whether an element has words of its own: its white space is no layout. -->
  <xsl:function name="c:holds-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not(matches(local-name($element), '^(TEI|text|group|front|body|back|div[1-7]?|lg|list|table|row|sp|floatingText|castList|listBibl|opener|closer|address|figure|choice|subst|app|rdgGrp|surface|zone)$'))"/>
  </xsl:function>

  <!-- The first span that a node lies in as a whole, of those in which it does not stand already. -->
  <xsl:function name="c:span-of" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="open" as="element()*"/>
    <xsl:sequence select="($c:spans except $open)[. &lt;&lt; $node][c:end(.) >> $node][empty(c:end(.)/ancestor::* intersect $node)][not(c:has-blocks($node))][1]"/>
  </xsl:function>

  <xsl:template match="text//*[node()][c:holds-words(.)][exists($c:spans)]" mode="#default c:within">
    <xsl:param name="open" as="element()*" tunnel="yes"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:call-template name="c:pieces">
        <xsl:with-param name="nodes" select="node()"/>
        <xsl:with-param name="open" select="$open"/>
      </xsl:call-template>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="c:pieces">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="open" as="element()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="string(c:span-of(., $open) ! generate-id(.))">
      <xsl:variable name="span" as="element()?" select="c:span-of(current-group()[1], $open)"/>
      <xsl:choose>
        <xsl:when test="$span and (some $node in current-group() satisfies $node[normalize-space() or descendant-or-self::*[self::gap or self::graphic or self::space]])">
          <xsl:element name="{replace(name($span), 'Span$', '')}" namespace="http://www.tei-c.org/ns/1.0">
            <xsl:attribute name="c:piece" select="local-name($span)"/>
            <xsl:copy-of select="$span/@*[not(name() = ('spanTo', 'xml:id', 'c:piece'))]"/>
            <xsl:call-template name="c:pieces">
              <xsl:with-param name="nodes" select="current-group()"/>
              <xsl:with-param name="open" select="$open, $span"/>
            </xsl:call-template>
          </xsl:element>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="current-group()" mode="c:within">
            <xsl:with-param name="open" select="$open" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The points themselves say nothing more. -->
  <xsl:template match="(addSpan | delSpan | damageSpan)[. intersect $c:spans]" mode="#default c:within" priority="1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:attribute name="c:piece" select="'point'"/>
      <xsl:copy-of select="node()"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
