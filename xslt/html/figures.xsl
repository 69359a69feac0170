<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, examples, formulas (TEI chapters 11 and 14). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="table">
    <div class="scroll" tabindex="0" role="region" aria-label="{(head ! normalize-space(c:plain(.)), 'Table')[.][1]}">
      <table>
        <xsl:if test="head"><caption><xsl:apply-templates select="head/node()"/></caption></xsl:if>
        <tbody><xsl:apply-templates select="row"/></tbody>
      </table>
    </div>
    <!-- What stands in a table outside its rows is kept behind it. -->
    <xsl:apply-templates select="node() except (head, row)"/>
  </xsl:template>

  <xsl:template match="row">
    <tr>
      <xsl:for-each select="c:content(.) except fw[map:contains($c:forme-numbers, generate-id(.))]">
        <xsl:choose>
          <xsl:when test="self::cell | self::table | self::pb"><xsl:apply-templates select="."/></xsl:when>
          <xsl:otherwise><td><xsl:apply-templates select="."/></td></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:template match="cell | row/table">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:if test="../@role = 'label'"><xsl:attribute name="scope" select="'col'"/></xsl:if>
      <xsl:if test="not(../@role = 'label') and @role = 'label'"><xsl:attribute name="scope" select="'row'"/></xsl:if>
      <xsl:if test="@cols castable as xs:positiveInteger"><xsl:attribute name="colspan" select="@cols"/></xsl:if>
      <xsl:if test="@rows castable as xs:positiveInteger"><xsl:attribute name="rowspan" select="@rows"/></xsl:if>
      <xsl:call-template name="h:language"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A table where HTML has room for words only. -->
  <xsl:template match="(note//table | head//table)[not(h:has-room(.))]" priority="1">
    <span class="inline-table">
      <xsl:for-each select="node()[not(self::row)] | row/node()">
        <xsl:apply-templates select="if (self::cell) then node() else ."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- An example of XML is shown as XML (TEI 22.1.1). -->
  <xsl:template match="*:egXML">
    <pre class="xml" tabindex="0" role="region" aria-label="Example"><code>
      <xsl:for-each select="node()[not(self::text()[not(normalize-space())])]">
        <xsl:if test="position() gt 1"><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="c:xml"/>
      </xsl:for-each>
    </code></pre>
  </xsl:template>

  <xsl:template match="formula | eg | code[contains(., '&#10;')]">
    <pre tabindex="0" role="region" aria-label="{if (self::formula) then 'Formula' else 'Example'}"><code><xsl:value-of select="."/></code></pre>
  </xsl:template>

  <xsl:template match="(p | note | head | l | cell | item)//formula | (note | head | l | label)//*:egXML" priority="1">
    <code><xsl:value-of select="."/></code>
  </xsl:template>

  <!-- Formulas in MathML are the browser's own; of their attributes only those that say how they are set. -->
  <xsl:template match="formula[*:math[namespace-uri() = 'http://www.w3.org/1998/Math/MathML']]" priority="5">
    <span class="formula"><xsl:apply-templates mode="h:math"/></span>
  </xsl:template>

  <!-- A list, for another name in that namespace would be an element of HTML, a script among them. -->
  <xsl:variable name="h:math-names" as="xs:string+" select="tokenize('math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom
      mfenced menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd semantics annotation')"/>

  <xsl:mode name="h:math" on-no-match="text-only-copy"/>

  <xsl:template match="*[namespace-uri() = 'http://www.w3.org/1998/Math/MathML'][local-name() = $h:math-names]" mode="h:math">
    <xsl:element name="{local-name()}">
      <xsl:copy-of select="@*[local-name() = ('display', 'mathvariant', 'stretchy', 'fence', 'separator', 'accent', 'accentunder', 'form', 'largeop',
          'movablelimits', 'symmetric', 'linethickness', 'columnalign', 'rowalign', 'columnspan', 'rowspan', 'width', 'height', 'depth', 'dir', 'open', 'close',
          'notation')][namespace-uri() = '']"/>
      <xsl:apply-templates mode="h:math"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
