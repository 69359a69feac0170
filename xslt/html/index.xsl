<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of the edition: all records, by date. Its input is an element that holds their headers. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:import href="../common/marks.xsl"/>
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>

  <xsl:template match="/" as="element()">
    <html lang="en">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>Records</title>
        <link rel="stylesheet" href="assets/edition.css"/>
      </head>
      <body>
        <main>
          <h1>Records</h1>
          <p class="forms"><a href="encoding/index.html">How the records are encoded</a></p>
          <ol class="records">
            <xsl:for-each select="*/TEI">
              <xsl:sort select="(.//creation/date/(@when, @from, @notBefore))[1]"/>
              <xsl:sort select="c:title(.)"/>
              <li>
                <p class="date">{.//creation/date}</p>
                <h2><a href="{@xml:id}/index.html">{c:title(.)}</a></h2>
                <p class="shelfmark">{string-join((.//repository/@key, .//msIdentifier/idno), ', ')}</p>
                <p class="forms"><a href="{@xml:id}/{@xml:id}.xml">TEI</a>{' '}<a href="{@xml:id}/{@xml:id}.pdf">PDF</a></p>
              </li>
            </xsl:for-each>
          </ol>
        </main>
      </body>
    </html>
  </xsl:template>

</xsl:stylesheet>
