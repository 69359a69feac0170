<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page of an edition shares: what it is told, its head and foot. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- The way from this page to the assets of the edition, "../assets/"; empty for a page that
       stands alone, which carries its style and script with it. -->
  <xsl:param name="h:assets" as="xs:string" select="''"/>
  <xsl:param name="h:style" as="xs:string" select="''"/>
  <xsl:param name="h:script" as="xs:string" select="''"/>
  <!-- What the page may load (Content Security Policy); the program knows the hashes of what is inline. -->
  <xsl:param name="h:policy" as="xs:string"
      select="'default-src ''none''; style-src ''self''; script-src ''self''; font-src ''self''; connect-src ''self''; img-src ''self''; base-uri ''none''; form-action ''none'''"/>
  <!-- Addresses of the other forms of the record; empty where there is none. -->
  <xsl:param name="h:tei" as="xs:string" select="''"/>
  <xsl:param name="h:pdf" as="xs:string" select="''"/>
  <xsl:param name="h:home" as="xs:string" select="''"/>
  <xsl:param name="h:encoding" as="xs:string" select="''"/>
  <!-- The folder of the search page, with its slash; empty where the edition has none. On a page of the lists
       and on the first page it is given only where there is a full-text index too. -->
  <xsl:param name="h:search" as="xs:string" select="''"/>
  <!-- The way from this page to the folder of the edition; empty where it is that of the assets, or none. -->
  <xsl:param name="h:root" as="xs:string" select="''"/>
  <!-- The page that shows the TEI source; where there is none, it is shown on this page. -->
  <xsl:param name="h:source" as="xs:string" select="''"/>
  <!-- Which page is made: that of the text, or that of the source; from there, where the text is. -->
  <xsl:param name="h:part" as="xs:string" select="'text'"/>
  <xsl:param name="h:text" as="xs:string" select="''"/>
  <!-- Where the page will be, absolute; empty where nobody has said. -->
  <xsl:param name="h:address" as="xs:string" select="''"/>
  <!-- What the edition calls the document of the page. -->
  <xsl:param name="h:identifier" as="xs:string" select="''"/>
  <!-- What a project says of itself: its name, a line for the foot of each page, its logo and style. -->
  <xsl:param name="h:site" as="xs:string" select="''"/>
  <!-- The DOI of the edition as a whole, or its ARK. -->
  <xsl:param name="h:edition" as="xs:string" select="''"/>
  <xsl:param name="h:footer" as="xs:string" select="''"/>
  <!-- Pages that the project has written: a line for each, its folder and its title. -->
  <xsl:param name="h:own-pages" as="xs:string" select="''"/>
  <xsl:param name="h:logo" as="xs:string" select="''"/>
  <xsl:param name="h:custom-style" as="xs:string" select="''"/>

  <!-- What every page of an edition has in its head. -->
  <xsl:template name="h:head">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="pictures" as="xs:boolean" select="false()"/>
    <meta http-equiv="Content-Security-Policy" content="{$h:policy}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>{$title}</title>
    <xsl:choose>
      <xsl:when test="$h:assets">
        <link rel="icon" type="image/svg+xml" href="{$h:assets}icon.svg"/>
        <link rel="stylesheet" href="{$h:assets}edition.css"/>
        <xsl:if test="$h:custom-style">
          <link rel="stylesheet" href="{$h:assets}{$h:custom-style}"/>
        </xsl:if>
        <script src="{$h:assets}edition.js" defer="defer"></script>
        <xsl:if test="$pictures"><script src="{$h:assets}pictures.js" defer="defer"></script></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <style><xsl:value-of select="$h:style"/></style>
        <xsl:if test="$h:script">
          <script type="module"><xsl:value-of select="$h:script"/></script>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="h:foot">
    <xsl:call-template name="h:site-foot"/>
    <div id="card" role="tooltip" hidden="hidden"></div>
    <p id="said" class="quiet" role="status"></p>
  </xsl:template>

  <!-- The project's own pages, and its line. -->
  <xsl:template name="h:site-foot" as="element()?">
    <xsl:variable name="own" as="xs:string*" select="tokenize($h:own-pages, '\n')[$h:assets]"/>
    <xsl:if test="$h:footer or exists($own)">
      <footer class="site">
        <xsl:if test="exists($own)">
          <nav aria-label="About this edition">
            <xsl:for-each select="$own">
              <a href="{($h:root[.], replace($h:assets, 'assets/$', ''))[1]}{substring-before(., ' ')}/index.html">{substring-after(., ' ')}</a>
            </xsl:for-each>
          </nav>
        </xsl:if>
        <xsl:if test="$h:footer"><p>{$h:footer}</p></xsl:if>
      </footer>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
