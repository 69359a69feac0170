<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the text: head, header, legend, foot. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <!-- The way from this page to the assets of the edition, "../assets/"; empty for a page that
       stands alone, which carries its style with it. -->
  <xsl:param name="assets" as="xs:string" select="''"/>
  <xsl:param name="style" as="xs:string" select="''"/>
  <!-- Addresses of the other forms of the record; empty where there is none. -->
  <xsl:param name="tei" as="xs:string" select="''"/>
  <xsl:param name="pdf" as="xs:string" select="''"/>
  <xsl:param name="home" as="xs:string" select="''"/>

  <xsl:template match="/">
    <xsl:apply-templates select="TEI" mode="page"/>
  </xsl:template>

  <xsl:mode name="page" on-no-match="fail"/>

  <xsl:template match="TEI" mode="page" as="element()">
    <html lang="{(@xml:lang, 'en')[1]}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{c:title(.)}</title>
        <xsl:choose>
          <xsl:when test="$assets">
            <link rel="stylesheet" href="{$assets}edition.css"/>
          </xsl:when>
          <xsl:otherwise>
            <style><xsl:value-of select="$style"/></style>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$tei"><link rel="alternate" type="application/tei+xml" href="{$tei}"/></xsl:if>
        <xsl:if test="$pdf"><link rel="alternate" type="application/pdf" href="{$pdf}"/></xsl:if>
      </head>
      <body>
        <header class="site">
          <nav aria-label="Edition">
            <xsl:if test="$home"><a href="{$home}">All records</a></xsl:if>
            <xsl:if test="$tei"><a href="{$tei}">TEI</a></xsl:if>
            <xsl:if test="$pdf"><a href="{$pdf}">PDF</a></xsl:if>
          </nav>
        </header>
        <main>
          <article>
            <header class="record">
              <xsl:apply-templates select="teiHeader/profileDesc/creation/date" mode="page"/>
              <h1>{c:title(.)}</h1>
            </header>
            <xsl:apply-templates select="teiHeader" mode="source"/>
            <xsl:apply-templates select="text" mode="legend"/>
            <div class="text">
              <xsl:apply-templates select="text"/>
            </div>
            <xsl:apply-templates select="text" mode="notes"/>
          </article>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="creation/date" mode="page" as="element()">
    <p class="date">
      <xsl:choose>
        <xsl:when test="@when"><time datetime="{@when}">{.}</time></xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- The legend lists the marks that this record uses, and no other. -->
  <xsl:mode name="legend" on-no-match="fail"/>

  <xsl:template match="text" mode="legend" as="element()?">
    <xsl:variable name="marks" as="element()*">
      <xsl:if test=".//add[text()]"><li><ins>word</ins> added to the document, above the line or beside it</li></xsl:if>
      <xsl:if test=".//del"><li><del>word</del> deleted in the document</li></xsl:if>
      <xsl:if test=".//gap"><li><span class="gap">illegible</span> cannot be read, or is not given</li></xsl:if>
      <xsl:if test=".//supplied"><li><span class="supplied">word</span> supplied by the editors</li></xsl:if>
      <xsl:if test=".//unclear"><li><span class="unclear">word</span> read with doubt</li></xsl:if>
      <xsl:if test=".//note"><li><span class="sign">1</span> a note, at the end of the page</li></xsl:if>
    </xsl:variable>
    <xsl:if test="$marks">
      <section class="legend" aria-labelledby="marks">
        <h2 id="marks">Marks</h2>
        <ul><xsl:sequence select="$marks"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
