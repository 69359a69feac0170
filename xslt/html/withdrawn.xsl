<?xml version="1.0" encoding="UTF-8"?>
<!-- The page that stands at the address of a document which is no longer in the edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    exclude-result-prefixes="#all">

  <xsl:import href="frame.xsl"/>
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>

  <xsl:template match="/" as="element()">
    <html lang="en">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="string-join(('Withdrawn', $h:site[.]), ' · ')"/>
        </xsl:call-template>
        <meta name="robots" content="noindex"/>
        <meta name="tei-edition" content="withdrawn"/>
      </head>
      <body>
        <main>
          <h1>This document has been withdrawn</h1>
          <p>“{*/@title}” was part of this edition, but has been removed. <a href="{$h:home}">All records</a> <a href="{$h:search}index.html">Search</a></p>
        </main>
        <xsl:call-template name="h:site-foot"/>
      </body>
    </html>
  </xsl:template>

</xsl:stylesheet>
