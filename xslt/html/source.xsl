<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the document comes from: citation, archive, languages, people, terms; and its summary. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs c">

  <xsl:mode name="source" on-no-match="fail"/>

  <xsl:template match="teiHeader" mode="source" as="element()*">
    <xsl:if test="profileDesc/abstract">
      <section class="summary" aria-labelledby="summary">
        <h2 id="summary">Summary</h2>
        <xsl:for-each select="profileDesc/abstract/p"><p>{.}</p></xsl:for-each>
      </section>
    </xsl:if>
    <section class="source" aria-labelledby="source">
      <h2 id="source">Source</h2>
      <dl>
        <xsl:apply-templates select="
            .//msIdentifier/repository, .//msIdentifier/idno, .//textLang, .//extent/measure,
            .//respStmt, .//funder, .//publicationStmt/publisher, .//publicationStmt/idno[@type = 'URL'],
            .//availability, .//sourceDesc/bibl" mode="source"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="repository" mode="source" as="element()+">
    <dt>Archive</dt><dd>{string-join((., ../settlement, ../country), ', ')}</dd>
  </xsl:template>
  <xsl:template match="msIdentifier/idno" mode="source" as="element()+">
    <dt>Shelfmark</dt><dd>{.}</dd>
  </xsl:template>
  <xsl:template match="textLang" mode="source" as="element()+">
    <dt>Original language</dt><dd>{.}</dd>
  </xsl:template>
  <xsl:template match="measure" mode="source" as="element()+">
    <dt>Extent</dt><dd>{.}</dd>
  </xsl:template>
  <xsl:template match="respStmt" mode="source" as="element()+">
    <dt>{string-join(resp, ', ')}</dt><dd>{persName | orgName | name}</dd>
  </xsl:template>
  <xsl:template match="funder" mode="source" as="element()+">
    <dt>Funder</dt><dd>{.}</dd>
  </xsl:template>
  <xsl:template match="publisher" mode="source" as="element()+">
    <dt>Publisher</dt><dd>{.}</dd>
  </xsl:template>
  <!-- An address becomes a link only where it is one of the web. -->
  <xsl:template match="publicationStmt/idno" mode="source" as="element()+">
    <dt>Address</dt>
    <dd>
      <xsl:choose>
        <xsl:when test="matches(., '^https?://')"><a href="{.}">{.}</a></xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>
  <xsl:template match="availability" mode="source" as="element()+">
    <dt>Rights</dt><dd>{normalize-space(.)}</dd>
  </xsl:template>
  <xsl:template match="bibl" mode="source" as="element()+">
    <dt>Citation</dt><dd>{normalize-space(.)}</dd>
  </xsl:template>

</xsl:stylesheet>
