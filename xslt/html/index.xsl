<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages around the records: the index, the page for what is not there, the feed, the sitemap. Their
     input is an element that holds an entry of the catalog for each record. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:import href="frame.xsl"/>
  <xsl:import href="timeline.xsl"/>
  <xsl:output method="html" version="5.0" encoding="UTF-8" indent="no"/>

  <!-- Which page: index, missing, feed or sitemap. -->
  <xsl:param name="h:kind" as="xs:string" select="'index'"/>
  <!-- Where the full-text index is (Pagefind); empty where the edition has none. -->
  <xsl:param name="h:search" as="xs:string" select="''"/>

  <xsl:variable name="h:items" as="map(*)*">
    <xsl:for-each select="/*/*">
      <xsl:sort select="(@date, '9999')[1]"/>
      <xsl:sort select="@title"/>
      <xsl:sequence select="map:merge((@* ! map { local-name(): string() }, map { 'people': */@name ! string() }))"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:template match="/" as="node()">
    <xsl:choose>
      <xsl:when test="$h:kind eq 'missing'"><xsl:call-template name="h:missing"/></xsl:when>
      <xsl:when test="$h:kind eq 'feed'"><xsl:call-template name="h:feed"/></xsl:when>
      <xsl:when test="$h:kind eq 'sitemap'"><xsl:call-template name="h:sitemap"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="h:index"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="h:index" as="element()">
    <html lang="en">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="($h:site[.], 'Records')[1]"/>
        </xsl:call-template>
        <xsl:if test="$h:address">
          <link rel="canonical" href="{$h:address}"/>
          <link rel="alternate" type="application/atom+xml" href="feed.atom" title="New records"/>
        </xsl:if>
      </head>
      <body class="index">
        <a class="skip" href="#records">Skip to the records</a>
        <header class="site">
          <nav aria-label="Edition">
            <xsl:if test="$h:logo"><img src="{$h:assets}{$h:logo}" alt=""/></xsl:if>
            <a href="encoding/index.html">How the records are encoded</a>
          </nav>
          <div class="tools" hidden="hidden">
            <div role="group" aria-label="Layout">
              <button type="button" data-set-layout="list" aria-pressed="true">List</button>
              <button type="button" data-set-layout="table" aria-pressed="false">Table</button>
            </div>
            <div role="group" aria-label="Appearance">
              <button type="button" data-set-theme="next" aria-label="Theme: by the system">◐</button>
            </div>
          </div>
        </header>
        <main>
          <h1>{($h:site[.], 'Records')[1]}</h1>
          <xsl:sequence select="h:timeline($h:items)"/>
          <xsl:call-template name="h:filters"/>
          <p class="quiet" role="status" id="count">{count($h:items)} {if (count($h:items) eq 1) then 'record' else 'records'}</p>
          <section id="found" aria-label="Found in the texts" hidden="hidden"></section>
          <ol class="records" id="records">
            <xsl:for-each select="$h:items">
              <li data-i="{position()}">
                <p class="date">{?date-words}</p>
                <h2><a href="{?id}/index.html">{?title}</a></h2>
                <p class="shelfmark">{?location}</p>
                <p class="forms"><a href="{?id}/{?id}.xml" aria-label="TEI of {?title}">TEI</a><xsl:if test="?pdf eq 'yes'"><a href="{?id}/{?id}.pdf" aria-label="PDF of {?title}">PDF</a></xsl:if></p>
              </li>
            </xsl:for-each>
          </ol>
          <div class="scroll" tabindex="0" role="region" aria-label="Records as a table">
            <table>
              <thead>
                <tr>
                  <xsl:for-each select="'Date', 'Title', 'Archive', 'Language', 'Kind', 'People'">
                    <th scope="col"><button type="button" data-sort="{position() - 1}">{.}</button></th>
                  </xsl:for-each>
                </tr>
              </thead>
              <tbody>
                <xsl:for-each select="$h:items">
                  <tr data-i="{position()}" data-date="{?date}" data-archive="{?archive}" data-language="{?original}" data-kind="{?kind}"
                      data-people="{string-join(?people, '|')}">
                    <td data-key="{?date}">{?date-words}</td>
                    <td><a href="{?id}/index.html">{?title}</a></td>
                    <td>{?location}</td>
                    <td>{?original}</td>
                    <td>{?kind}</td>
                    <td>{string-join(distinct-values(?people), ', ')}</td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </main>
        <xsl:call-template name="h:foot"/>
      </body>
    </html>
  </xsl:template>

  <!-- Filters live in the address: a selection can be sent to somebody. They need the script. -->
  <xsl:template name="h:filters" as="element()">
    <form class="filters" hidden="hidden" role="search" aria-label="Records">
      <xsl:if test="$h:search"><xsl:attribute name="data-search" select="$h:search"/></xsl:if>
      <label>Words<input type="search" name="q" autocomplete="off"/></label>
      <label>From<input type="number" name="from" inputmode="numeric" min="0" max="9999"/></label>
      <label>To<input type="number" name="to" inputmode="numeric" min="0" max="9999"/></label>
      <xsl:sequence select="h:choice('archive', 'Archive', $h:items?archive)"/>
      <xsl:sequence select="h:choice('language', 'Language', $h:items?original)"/>
      <xsl:sequence select="h:choice('kind', 'Kind', $h:items?kind)"/>
      <xsl:sequence select="h:choice('people', 'People', $h:items?people)"/>
      <xsl:if test="not($h:search)">
        <p class="quiet">Words are sought in titles, archives and names: this edition was built without its full-text index.</p>
      </xsl:if>
    </form>
  </xsl:template>

  <xsl:function name="h:choice" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="known" as="xs:string*" select="sort(distinct-values($values[normalize-space()]))"/>
    <xsl:if test="exists($known)">
      <label>{$label}<select name="{$name}">
        <option value="">all</option>
        <xsl:for-each select="$known"><option>{.}</option></xsl:for-each>
      </select></label>
    </xsl:if>
  </xsl:function>

  <xsl:template name="h:missing" as="element()">
    <html lang="en">
      <head>
        <xsl:call-template name="h:head">
          <xsl:with-param name="title" select="'Not here'"/>
        </xsl:call-template>
      </head>
      <body>
        <main>
          <h1>There is no such page</h1>
          <p>The address may have been mistyped, or the record may have moved. <a href="{($h:address[.], 'index.html')[1]}">All records</a></p>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- Atom (RFC 4287). No source says when a record was published, so that each carries its own date. -->
  <xsl:template name="h:feed" as="element()">
    <feed xmlns="http://www.w3.org/2005/Atom">
      <title>{($h:site[.], 'Records')[1]}</title>
      <id>{$h:address}</id>
      <updated>{h:instant(max($h:items?date ! substring(. || '-01-01', 1, 10)))}</updated>
      <link rel="self" href="{$h:address}feed.atom"/>
      <link href="{$h:address}"/>
      <author><name>{($h:site[.], distinct-values($h:items?publisher), 'The editors')[1]}</name></author>
      <xsl:for-each select="$h:items">
        <entry>
          <title>{?title}</title>
          <id>{$h:address}{?id}/</id>
          <link href="{$h:address}{?id}/index.html"/>
          <updated>{h:instant(?date)}</updated>
          <xsl:if test="normalize-space(?abstract)"><summary>{?abstract}</summary></xsl:if>
        </entry>
      </xsl:for-each>
    </feed>
  </xsl:template>

  <xsl:function name="h:instant" as="xs:string">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:sequence select="(substring(($date, '1970')[1] || '-01-01', 1, 10)[. castable as xs:date], '1970-01-01')[1] || 'T00:00:00Z'"/>
  </xsl:function>

  <xsl:template name="h:sitemap" as="element()">
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>{$h:address}</loc></url>
      <url><loc>{$h:address}encoding/index.html</loc></url>
      <xsl:for-each select="$h:items">
        <url><loc>{$h:address}{?id}/index.html</loc></url>
      </xsl:for-each>
    </urlset>
  </xsl:template>

</xsl:stylesheet>
