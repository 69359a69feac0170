<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, figures, page images, formulas (TEI chapters 11 and 14). -->
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
  <xsl:template match="note//table | head//table" priority="1">
    <span class="inline-table">
      <xsl:for-each select="node()[not(self::row)] | row/node()">
        <xsl:apply-templates select="if (self::cell) then node() else ."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- Images are linked to, not loaded: the page asks nothing of any other host. -->
  <xsl:template match="figure">
    <figure>
      <xsl:apply-templates select="node() except (head, figDesc)"/>
      <xsl:if test="head | figDesc">
        <figcaption>
          <xsl:apply-templates select="head/node()"/>
          <xsl:if test="head and figDesc">{' '}</xsl:if>
          <span class="fig-desc"><xsl:apply-templates select="figDesc/node()"/></span>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="p//figure | note//figure | head//figure | l//figure | cell//figure | item//figure" priority="1">
    <span class="figure"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="p//figure//head | note//figure//head | l//figure//head | cell//figure//head | item//figure//head | head//figure//head" priority="3">
    <span class="label"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="p//figure//(p | ab) | l//figure//(p | ab) | item//figure//(p | ab)" priority="4">
    <span class="par"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="figDesc">
    <span class="fig-desc"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="graphic | media | binaryObject">
    <xsl:variable name="address" as="xs:string?" select="h:address((@url, @facs)[1])"/>
    <xsl:choose>
      <xsl:when test="$address"><a class="image" href="{$address}">Image{@n ! (' ' || .)}</a></xsl:when>
      <xsl:otherwise><span class="image">Image</span></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="desc"/>
  </xsl:template>

  <!-- An address that a link may have: of the web, or relative without a scheme; else none. -->
  <xsl:function name="h:address" as="xs:string?">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($value)"/>
    <xsl:sequence select="$plain[matches(., '^(https?://|mailto:)[^\s&lt;&gt;&quot;]+$') or matches(., '^(#|\.{0,2}/?[\w.\-]+[/\w.\-%?=&amp;#~+,]*$)') and not(starts-with(., '//'))]"/>
  </xsl:function>

  <!-- The image of a page, where the page break says which. -->
  <xsl:function name="h:facsimile" as="xs:string?">
    <xsl:param name="pb" as="element()"/>
    <xsl:variable name="first" as="xs:string?" select="tokenize($pb/@facs)[1]"/>
    <xsl:variable name="surface" as="element()?" select="
        if (starts-with($first, '#')) then root($pb)//(surface | graphic | zone)[@xml:id = substring($first, 2)][1] else ()"/>
    <xsl:sequence select="h:address(if (exists($surface)) then $surface/descendant-or-self::graphic[1]/@url else $first)"/>
  </xsl:function>

  <xsl:template match="facsimile | sourceDoc">
    <xsl:variable name="images" as="element()*" select=".//graphic[h:address(@url)]"/>
    <xsl:if test="$images">
      <nav class="facsimiles" aria-label="Page images">
        <ol>
          <xsl:for-each select="$images">
            <li><a href="{h:address(@url)}">{(ancestor::surface[1]/@n, position())[1]}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
    <xsl:if test="normalize-space()">
      <div><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
    </xsl:if>
  </xsl:template>

  <!-- The images of a facsimile stand in its list already. -->
  <xsl:template match="facsimile//graphic[h:address(@url)] | sourceDoc//graphic[h:address(@url)]" priority="2"/>

  <!-- A transcription of the page by its surfaces, zones and lines (TEI 12.2). -->
  <xsl:template match="surface | surfaceGrp | zone | line">
    <div class="{local-name()}"><xsl:call-template name="h:language"/><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="line//zone | zone//zone[ancestor::line] | line//line | p//(surface | zone | line) | note//(surface | zone | line)" priority="1">
    <span class="{local-name()}"><xsl:apply-templates/></span>
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
