# Filtros e visões salvas.
views = Visões
view-all = Todos
view-save = Salvar visão
view-name = Nome da visão
view-changed = { $name } (alterada)
view-options = Opções de { $name }
view-update = Atualizar com o que é mostrado
view-reset = Restaurar
view-rename = Renomear
view-earlier = Mover para a esquerda
view-later = Mover para a direita
view-moved = { $name } agora é { $place } de { $n }
view-delete = Excluir visão

filter-edit = Editar { $chip }
filter-as-text = Filtro como texto
filter-text-hint = status:active course:Desenho expires<2026-12-31
filter-by = Filtrar por
filter-key = Sobre o quê
filter-sign = Como compara
filter-hint-words = Buscar
filter-hint-title = Buscar
filter-hint-whole = Buscar ou digitar
filter-hint-part = Digite uma parte
filter-hint-days = 2026-01-31, 2026-01, hoje..+30d
filter-hint-number = 18, 18..30, 18..
filter-hint-choice = Procurar
filter-hint-yes_no = Procurar
filter-hint-percent = 50 ou 50..80
filter-hint-entry = Buscar
filter-group-add = Adicionar condição
filter-group-back = Voltar a todas as condições
filter-group-and = Todas estas devem valer
filter-group-or = Uma destas deve valer
filter-joint-and = e
filter-joint-or = ou
filter-day = Dia
filter-day-from = De
filter-day-to = Até
filter-chip = { $key } { $sign } { $values }
filter-chip-not = não ({ $chip })
filter-chip-missing = { $key }: { $value }
filter-more =
    { $n ->
        [one] mais { $n }
       *[other] mais { $shown }
    }
filter-or = {" ou "}
filter-is = é
filter-is-not = não é
filter-contains = contém
filter-lacks = não contém
filter-negated = não { $sign }
filter-day-less = antes de
filter-day-at-most = até
filter-day-more = depois de
filter-day-at-least = desde
filter-number-less = abaixo de
filter-number-at-most = no máximo
filter-number-more = acima de
filter-number-at-least = no mínimo
filter-any = qualquer
filter-none = nenhum
filter-never = nunca
filter-today = hoje
filter-percent = { $value } %
filter-in-days =
    { $n ->
        [one] em { $shown } dia
       *[other] em { $shown } dias
    }
filter-days-ago =
    { $n ->
        [one] há { $shown } dia
       *[other] há { $shown } dias
    }
filter-until = até { $day }
filter-since = desde { $day }
filter-between = de { $from } a { $to }
filter-nobody = Ninguém é mostrado até que o filtro seja corrigido.
filter-expected = Esperado: { $values }.

filter-key-status = Status
filter-key-access = Acesso
filter-key-course = Curso
filter-key-product = Produto
filter-key-bundle = Pacote
filter-key-subscription = Assinatura
filter-key-cohort = Turma
filter-key-source = Origem
filter-key-enrolled = Matrícula
filter-key-expires = Expiração
filter-key-progress = Progresso
filter-key-completed = Conclusão
filter-key-opens = Aula aberta
filter-key-opens-on = Abertura de { $lesson }
filter-key-viewed = Aula vista
filter-key-done = Aula concluída
filter-key-passed = Passou na prova
filter-key-name = Nome
filter-key-email = E-mail
filter-key-company = Empresa
filter-key-phone = Telefone
filter-key-platform-id = ID na plataforma
filter-key-joined = Entrada
filter-key-seen = Último acesso
filter-key-added = Adicionado
filter-key-import = Importação
filter-key-in = Lugar

filter-problem-not-a-condition = Aqui se espera uma condição como status:active.
filter-problem-unknown-key = Não há nada chamado “{ $text }” para filtrar.
filter-problem-unknown-value = “{ $text }” não é possível aqui.
filter-problem-missing-value = Falta um valor aqui.
filter-problem-unclosed-quote = As aspas que começam aqui não fecham.
filter-problem-missing-space = Falta um espaço antes de “{ $text }”, ou aspas em volta do valor.
filter-problem-unclosed-parenthesis = O parêntese que abre aqui não fecha.
filter-problem-unopened-parenthesis = Este parêntese não fecha nenhum.
filter-problem-no-comparison = Não se compara isto com “{ $text }”; use dois-pontos.
filter-problem-one-value = Uma comparação leva um só valor.
filter-problem-not-a-day = “{ $text }” não é um dia.
filter-problem-not-a-number = “{ $text }” não é um número.
filter-problem-not-a-percentage = “{ $text }” não é uma porcentagem de 0 a 100.
filter-problem-too-deep = Há parênteses demais uns dentro dos outros.
filter-problem-unknown-course = Não há um curso “{ $text }”.
filter-problem-unknown-product = Não há um produto “{ $text }”.
filter-problem-unknown-bundle = Não há um pacote “{ $text }”.
filter-problem-unknown-subscription = Não há uma assinatura “{ $text }”.
filter-problem-unknown-cohort = Não há uma turma “{ $text }”.
filter-problem-unknown-source = Nenhum acesso vem de “{ $text }”.
filter-problem-unknown-custom = Não há um campo “{ $text }”.
filter-problem-unknown-lesson = Não há uma aula “{ $text }”; escreva como Curso / Aula.
filter-problem-unknown-quiz = Não há uma prova “{ $text }”; escreva como Curso / Prova.
filter-problem-unknown-entry = Não há uma importação com o número { $text }.
