<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI view: the document as it is encoded, each paragraph linked to its place in the text. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="h:tei" on-no-match="fail"/>
  <xsl:mode name="h:source-page" on-no-match="fail"/>

  <!-- The source on a page of its own, which the page of the text fetches when it is wanted. -->
  <xsl:template match="/*" mode="h:source-page" as="element()">
    <html lang="{$h:own-language}" data-view="source">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="'TEI: ' || c:title(.)"/>
        </xsl:call-template>
      </head>
      <body>
        <header class="site">
          <nav aria-label="Edition">
            <a href="{$h:text}">The text</a>
            <xsl:if test="$h:tei"><a href="{$h:tei}" type="application/tei+xml">TEI file</a></xsl:if>
            <xsl:if test="$h:encoding"><a href="{$h:encoding}">The encoding, element by element</a></xsl:if>
          </nav>
        </header>
        <main class="tei">
          <h1>TEI source of {c:title(.)}</h1>
          <xsl:apply-templates select="." mode="h:tei"/>
        </main>
        <xsl:call-template name="h:site-foot"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="/*" mode="h:tei" as="element()">
    <pre class="xml" tabindex="0" role="region" aria-label="The encoding of the document"><code><xsl:apply-templates select="." mode="c:xml"/></code></pre>
  </xsl:template>

  <xsl:template match="p | ab | lg" mode="c:link" as="element()?">
    <xsl:variable name="number" as="xs:integer?" select="$h:paragraphs(generate-id(.))"/>
    <xsl:if test="exists($number)">
      <a href="{$h:text}#p{$number}" id="x{$number}" aria-label="Paragraph {$number} in the text">¶{$number}</a>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
